/** The version of this package; a test keeps it equal to package.json and to the doorbell's. */
export const VERSION = '0.0.1';

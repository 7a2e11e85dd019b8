/** Loaded only where a proxy is set: it brings the proxy agents along. */
export { proxyPolicy } from '@azure/core-rest-pipeline';

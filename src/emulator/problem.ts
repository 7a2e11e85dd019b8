/** A file or option of the local Azure that cannot be used. The message says which value and why; commands show it as `EMULATOR`. */
export class EmulatorProblem extends Error {
  override readonly name = 'EmulatorProblem';
}

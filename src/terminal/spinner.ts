import yoctoSpinner from 'yocto-spinner';

/** A line that moves until it is stopped, and then is gone. */
export interface Spinner {
  /** Shows the present text. */
  refresh(): void;
  stop(): void;
}

interface SpinnerOptions {
  stream: NodeJS.WritableStream;
  colour: boolean;
  /** What to show now: it is asked once a second. */
  text: () => string;
  every: (milliseconds: number, task: () => void) => () => void;
}

/** Starts a spinner on a terminal's stream. It handles no signals: whoever starts it stops it. */
export function spinnerOn({ stream, colour, text, every }: SpinnerOptions): Spinner {
  const target = colour ? stream : withoutColour(stream);
  // Only a terminal gets a spinner, and a terminal is a WriteStream.
  const options = { stream: target as NodeJS.WriteStream, handleSignals: false };
  const spinner = yoctoSpinner({ ...options, text: text() }).start();
  const refresh = (): void => {
    spinner.text = text();
  };
  const stopTicking = every(1000, refresh);
  return {
    refresh,
    stop() {
      stopTicking();
      spinner.stop();
    },
  };
}

/** The same stream with colour sequences left out: the spinner's library colours its frame without being asked. */
function withoutColour(stream: NodeJS.WritableStream): NodeJS.WritableStream {
  // oxlint-disable-next-line no-control-regex -- it takes colour sequences out
  const plain = (text: string): string => text.replaceAll(/\u001b\[\d+m/g, '');
  const write = (text: string): boolean => stream.write(plain(text));
  return Object.assign(Object.create(stream) as NodeJS.WritableStream, { write });
}

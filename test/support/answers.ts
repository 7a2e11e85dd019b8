import type { Ask } from '../../src/terminal/deps.ts';

/** What a person answers: true or false to a yes-or-no, a text to type, or part of the choice's name. */
export type Answer = boolean | string;

/** Gives the answers one after the other, and keeps the questions. An unexpected question is an error. */
export function scriptedAsk(answers: readonly Answer[], questions: string[]): Ask {
  const left = [...answers];
  const next = (message: string): Answer => {
    questions.push(message);
    const answer = left.shift();
    if (answer === undefined) throw new Error(`No answer was given for: ${message}`);
    return answer;
  };
  return {
    confirm: async (message) => next(message) === true,
    input: async (message) => String(next(message)),
    select: async (message, names) => {
      const wanted = String(next(message));
      const index = names.findIndex((name) => name.includes(wanted));
      if (index === -1) throw new Error(`No choice has ${wanted} in it: ${names.join(' | ')}`);
      return index;
    },
  };
}

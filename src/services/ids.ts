import { type ArmId, parseArmId, sameName } from '../shared/arm-id.ts';
import { CliError } from '../shared/errors.ts';
import { shellQuote } from '../shared/shell-quote.ts';

/** An id that was given for something of a type. Throws `INVALID_ID` for a text that is none, and for one of another type. */
export function checkedId(given: string, type: string, flag: string): ArmId {
  const parsed = parseArmId(given);
  if (!parsed || !sameName(parsed.type, type)) throw invalidId(given, type, flag);
  return parsed;
}

/** The option, quoted for a shell, that makes a printed command look where this id lies, whatever the environment says. */
export function subscriptionOption(id: string): string {
  return `--subscription ${shellQuote(parseArmId(id)?.subscription ?? '<id>')}`;
}

/** The error for a text that is no id of the type. */
export function invalidId(given: string, type: string, flag: string): CliError {
  const found = parseArmId(given)?.type;
  const why = found === undefined ? 'is no ARM id' : `is the id of a ${found}`;
  return new CliError({
    code: 'INVALID_ID',
    message: `${flag} ${given} ${why}; wanted is one of a ${type}.`,
    hint: `It reads ${shapeOf(type)}; a name will do as well.`,
  });
}

function shapeOf(type: string): string {
  const group = '/subscriptions/<id>/resourceGroups/<group>';
  if (type === 'Microsoft.Resources/resourceGroups') return group;
  const [provider, ...types] = type.split('/');
  return `${group}/providers/${provider}/${types.map((one) => `${one}/<name>`).join('/')}`;
}

/** Keys of Notification Hubs (32 bytes) and of ACS (64 bytes) in base64, and what names itself a secret. */
const BARE_KEY = /(?<![\w+/])(?:[A-Za-z0-9+/]{86}==|[A-Za-z0-9+/]{43}=)(?![\w+/=])/g;
const NAMED = /\b(SharedAccessKey|accesskey|sig|client_secret|password)(\s*=\s*)[^;&\s'"]+/gi;

/** Text in which what looks like a key or a named secret stands as `***`: for what repeats a person's own words. */
export function hideSecrets(text: string): string {
  return text.replaceAll(NAMED, '$1$2***').replaceAll(BARE_KEY, '***');
}

/** Whether a text is a key and nothing else. */
export function isBareKey(text: string): boolean {
  return hideSecrets(text) === '***';
}

/** Which requests a rule is about. What is left out fits every request. */
export interface FaultMatch {
  /** HTTP method, any case. */
  method?: string;
  /**
   * A glob on the whole path, without case: `*` is any run of characters, `/` among them. Or, between slashes (no path
   * ends in one), a regular expression that some part of the path fits.
   */
  path?: string;
  apiVersion?: string;
}

/** What happens to a request that a rule fits. The control routes of `/_emulator/` are never hit. */
export interface FaultAction {
  /** Answer this status instead of acting. With `act`, act first and then answer this. */
  status?: number;
  headers?: Record<string, string>;
  /** Text is sent as it is, anything else as JSON. */
  body?: unknown;
  /** Milliseconds by the emulator's clock before anything else. */
  delay?: number;
  /** Cut the connection: before acting, or after acting with the answer lost. */
  cut?: 'before' | 'after';
  /** Whether the request is carried out although `status` replaces its answer. */
  act?: boolean;
  /** Send only that many characters of the body. */
  truncate?: number;
  /** After this write: that many GETs of what it wrote (a POST: of the resource it works at) answer as before it. */
  stale?: number;
}

/** One rule. It applies from its `nth` fitting request on (1 unless given), `times` times (1 unless given; 0: always). */
export interface FaultRule {
  match: FaultMatch;
  nth?: number;
  times?: number;
  does: FaultAction;
}

/** Decides, request by request, which rule applies. */
export interface FaultPlan {
  /** The action for this request; the first rule that fits and is due wins. */
  next(request: {
    method: string;
    path: string;
    apiVersion: string | undefined;
  }): FaultAction | undefined;
}

/** A plan that counts what it has seen. */
export function createFaultPlan(rules: readonly FaultRule[]): FaultPlan {
  const seen = rules.map(() => 0);
  return {
    next(request) {
      let chosen: FaultAction | undefined;
      for (const [index, rule] of rules.entries()) {
        if (!fits(rule.match, request)) continue;
        const count = (seen[index] ?? 0) + 1;
        seen[index] = count;
        if (isDue(rule, count)) chosen ??= rule.does;
      }
      return chosen;
    },
  };
}

function isDue({ nth = 1, times = 1 }: FaultRule, count: number): boolean {
  return count >= nth && (times === 0 || count < nth + times);
}

function fits(
  match: FaultMatch,
  request: { method: string; path: string; apiVersion: string | undefined },
): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== request.method) return false;
  if (match.apiVersion !== undefined && match.apiVersion !== request.apiVersion) return false;
  return match.path === undefined || pathPattern(match.path).test(request.path);
}

/** What a rule's `path` fits. Throws a `SyntaxError` for a regular expression that is none. */
export function pathPattern(path: string): RegExp {
  const [, source] = /^\/(.+)\/$/.exec(path) ?? [];
  if (source !== undefined) return new RegExp(source, 'i');
  const escaped = path.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 'i');
}

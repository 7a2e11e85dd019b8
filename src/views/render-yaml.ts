import { Document, isScalar, visit } from 'yaml';
import { escapeUnsafe, isUnsafe } from '../shared/printable.ts';

/** One YAML 1.2 document of a plain value. Texts that could steer a terminal are double-quoted and escaped. */
export function yamlText(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_key, node) => {
      if (isScalar(node) && typeof node.value === 'string' && isUnsafe(node.value)) {
        node.type = 'QUOTE_DOUBLE';
      }
    },
  });
  return escapeUnsafe(document.toString({ lineWidth: 0 }).trimEnd());
}

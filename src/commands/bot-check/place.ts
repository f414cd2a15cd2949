import type { TextFile } from '../../load/document.ts';
import { readYaml } from '../../load/yaml.ts';

/** `scenarios/bots/mine.yaml:14  text: $.reply`: the line of a field, or of the nearest one around it. */
export function placeOfField(
  file: TextFile,
  field: string,
): { readonly place: string; readonly there: boolean } {
  const yaml = readYaml(file.text, file.file);
  if (!yaml.ok) return { place: file.file, there: false };
  const path = field.split('.');
  const { line } = yaml.value.place(path, 'key');
  const there = path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
    yaml.value.value,
  );
  return there === undefined
    ? { place: file.file, there: false }
    : { place: `${file.file}:${line}`, there: true };
}

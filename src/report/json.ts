import { type Report, ReportSchema } from '../model/report.ts';

/** `peilian-report/1` as text. Throws where the report does not meet its own schema: that is a bug of ours. */
export function writeJson(report: Report): string {
  return `${JSON.stringify(ReportSchema.parse(report), null, 2)}\n`;
}

import '../../platform/threads/beside-answers.ts'
import { type Answering, askOver } from '../../platform/threads/questions.ts'
import { type CsvFile, checkCsvFile as check } from './check-csv-file.ts'
import type { Lookups } from './rows/lookups.ts'

export function checkFile({ port, ...file }: CsvFile & Answering) {
  return check(file, askOver<Lookups>(port))
}

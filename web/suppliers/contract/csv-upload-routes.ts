import { oc } from '@orpc/contract'
import {
  csvUpload,
  newUpload,
  uploadCheck,
  uploadChoice,
  uploadConfirmed,
  uploadPart,
  uploadRowsInput,
  uploadRowsOutput,
} from './csv-uploads.ts'

const tags = ['CSV files']
const one = '/csv-uploads/{uploadId}' as const

/** A file comes in parts, is checked, is looked at row by row, and only then written, or thrown away. */
export const csvUploadRoutes = {
  begin: oc
    .route({ method: 'POST', path: '/csv-uploads', summary: 'Begin to hand in a file', tags })
    .input(newUpload)
    .output(csvUpload),
  add: oc
    .route({ method: 'POST', path: `${one}/parts`, summary: 'Hand in a part of the file', tags })
    .input(uploadPart)
    .output(csvUpload),
  check: oc
    .route({ method: 'POST', path: `${one}/check`, summary: 'Read the file, and find the problems of its rows', tags })
    .input(uploadCheck)
    .output(csvUpload),
  rows: oc
    .route({ method: 'GET', path: one, summary: 'The preview: what would become of every row', tags })
    .input(uploadRowsInput)
    .output(uploadRowsOutput),
  confirm: oc
    .route({ method: 'POST', path: `${one}/confirm`, summary: 'Write every row without a problem', tags })
    .input(uploadChoice)
    .output(uploadConfirmed),
  cancel: oc
    .route({ method: 'POST', path: `${one}/cancel`, summary: 'Throw the file away; nothing is written', tags })
    .input(uploadChoice)
    .output(uploadChoice),
}

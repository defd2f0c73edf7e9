// The rules of docs/architecture.md that lint cannot express, over every file of the project.
import { clockFaults } from '../guards/clock-faults.ts'
import { commitFaults, lastFreeCommit } from '../guards/commits/commit-faults.ts'
import { readCommits } from '../guards/commits/read-commits.ts'
import { decisionFaults } from '../guards/decision-faults.ts'
import { exportFaults } from '../guards/export-faults.ts'
import { folderFaults } from '../guards/folder-faults.ts'
import { importFaults } from '../guards/import-faults.ts'
import { linkFaults } from '../guards/link-faults.ts'
import { nameFaults } from '../guards/name-faults.ts'
import { purityFaults } from '../guards/purity-faults.ts'
import { projectFiles, readSources } from '../guards/read-sources.ts'
import { shopFaults } from '../guards/shop-faults.ts'
import { testFaults } from '../guards/test-faults.ts'
import { textFaults } from '../guards/text-faults.ts'
import { writerFaults } from '../guards/writer-faults.ts'

const root = new URL('../..', import.meta.url).pathname
const sources = readSources(root)
const faults = [
  ...folderFaults(projectFiles(root)),
  ...importFaults(sources),
  ...exportFaults(sources),
  ...purityFaults(sources),
  ...clockFaults(sources),
  ...nameFaults(sources.keys()),
  ...textFaults(sources),
  ...linkFaults(sources),
  ...decisionFaults(sources),
  ...testFaults(sources),
  ...writerFaults(sources),
  ...commitFaults(readCommits(root, lastFreeCommit)),
  ...shopFaults(sources),
]

for (const fault of faults) console.error(fault)
console.log(`${sources.size} files read, ${faults.length} faults.`)
process.exit(faults.length === 0 ? 0 : 1)

import { useLocation, useNavigate } from 'react-router'
import { queryWithFrame } from '../../api/frame-address.ts'
import { Page } from '../../ui/page.tsx'
import { rebuildWords } from '../../words/rebuild-words.ts'
import { paymentRule, unclaimedRule } from '../../words/rule-words.ts'
import { FinishedRule } from './finished-rule.tsx'
import { LocationsCard } from './locations-card.tsx'
import { PrivacyCard } from './privacy-card.tsx'
import { RebuildCard } from './rebuild-card.tsx'
import { ReconcileCard } from './reconcile-card.tsx'
import { ScheduledRule } from './scheduled-rule.tsx'
import { SwitchRuleCard } from './switch-rule-card.tsx'

/** For a merchant who doubts a number: compare what is kept with Shopify, or work out every line again. */
export function CheckPage() {
  const { search } = useLocation()
  const navigate = useNavigate()
  const asked = new URLSearchParams(search)
  // Each list has a place of its own in the address.
  function place(name: string) {
    return {
      cursor: asked.get(name),
      goTo: (cursor: string | null) => {
        const wanted = new URLSearchParams([...asked].filter(([key]) => places.includes(key) && key !== name))
        if (cursor !== null) wanted.set(name, cursor)
        void navigate(`/check${queryWithFrame(wanted, search)}`, { replace: cursor === null })
      },
    }
  }
  return (
    <Page title={rebuildWords.title} subtitle={rebuildWords.subtitle}>
      <ReconcileCard {...place('found')} />
      <RebuildCard {...place('cursor')} />
      <SwitchRuleCard rule={unclaimedRule} />
      <SwitchRuleCard rule={paymentRule} />
      <ScheduledRule />
      <LocationsCard />
      <FinishedRule />
      <PrivacyCard />
    </Page>
  )
}

const places = ['found', 'cursor']

import { useLocation, useNavigate } from 'react-router'
import { queryWithFrame } from '../api/frame-address.ts'
import { RebuildCard } from '../checks/rebuild-card.tsx'
import { rebuildWords } from '../checks/rebuild-words.ts'
import { ReconcileCard } from '../checks/reconcile-card.tsx'
import { FinishedRule } from '../shop/settings/finished-rule.tsx'
import { LocationsCard } from '../shop/settings/locations-card.tsx'
import { PrivacyCard } from '../shop/settings/privacy-card.tsx'
import { paymentRule, unclaimedRule } from '../shop/settings/rule-words.ts'
import { ScheduledRule } from '../shop/settings/scheduled-rule.tsx'
import { SwitchRuleCard } from '../shop/settings/switch-rule-card.tsx'
import { Page } from '../ui/page/page.tsx'

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

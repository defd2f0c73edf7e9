import './api/without-eval.ts'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { createApi } from './api/api.ts'
import { App } from './app.tsx'

const root = document.getElementById('app')
if (root === null) throw new Error('index.html has no element to show the app in')

createRoot(root).render(
  <BrowserRouter>
    <App api={createApi(window.location.origin)} />
  </BrowserRouter>,
)

import './api/without-eval.ts'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, RouterProvider } from 'react-router'
import { createApi } from './api/api.ts'
import { App } from './app/app.tsx'

const root = document.getElementById('app')
if (root === null) throw new Error('index.html has no element to show the app in')

const router = createBrowserRouter([{ path: '*', element: <App api={createApi(window.location.origin)} /> }])
createRoot(root).render(<RouterProvider router={router} />)

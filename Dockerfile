# The app without a database: it is given one by DATABASE_URL. See docs/deploy.md.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Of the Asian typefaces, which are large, documents use two weights.
RUN npm ci --ignore-scripts --no-audit --no-fund --omit=dev --omit=optional \
  && find node_modules/@embedpdf -name '*.otf' ! -name '*-Regular.otf' ! -name '*-Bold.otf' -delete

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json shopify.app.toml ./
COPY prisma prisma
COPY extensions/backorder-promise/locales extensions/backorder-promise/locales
COPY --from=build /app/web/platform web/platform
COPY web/mirror web/mirror
COPY web/planning web/planning
COPY web/shop web/shop
COPY web/backorders web/backorders
COPY web/suppliers web/suppliers
COPY web/supplier-orders web/supplier-orders
COPY web/proposals web/proposals
COPY web/receiving web/receiving
COPY web/native web/native
COPY web/promises web/promises
COPY web/checks web/checks
COPY web/lane web/lane
COPY web/app web/app
COPY --from=build /app/web/frontend/dist web/frontend/dist
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "web/app/main.ts"]

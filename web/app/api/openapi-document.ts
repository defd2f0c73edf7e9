import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from '../contract.ts'

export async function openApiDocument() {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  return await generator.generate(contract, {
    info: {
      title: 'Backline',
      version: '1.0.0',
      description: 'Which units of which order lines were sold without stock behind them, and where each one is.',
    },
    servers: [{ url: '/api' }],
    security: [{ sessionToken: [] }],
    components: {
      securitySchemes: {
        sessionToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'A Shopify session token: it names the shop whose data is answered.',
        },
      },
    },
  })
}

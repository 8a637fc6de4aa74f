// What a customer and a shopkeeper do, through the gateway alone.
import { randomBytes, randomUUID } from 'node:crypto';

/** With a token that the gateway's embedded issuer gives to developers. */
export async function client(gateway) {
  const ask = async (method, path, { body, headers } = {}) => {
    const response = await fetch(`${gateway}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  let token;
  ({ token } = await ask('POST', '/dev/tokens', { body: { sub: 'ada', roles: ['admin'] } }));

  return {
    async makeArticle(name, available) {
      const { id } = await ask('POST', '/v1/articles', { body: { name } });
      await ask('PUT', `/v1/articles/${id}/stock`, { body: { available } });
      return id;
    },
    openAccount: async (name) => (await ask('POST', '/v1/accounts', { body: { name } })).id,
    stock: async (article) => ask('GET', `/v1/articles/${article}/stock`),
    latest: async () => (await ask('GET', '/v1/orders/views')).items,

    /** The client begins the trace, so that its id is known here. */
    async place({ article, account, quantity, amount }) {
      const [order, trace, span] = [randomUUID(), randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
      const { id } = await ask('POST', '/v1/orders/fulfilments', {
        body: { order, article, account, quantity, amount },
        headers: { traceparent: `00-${trace}-${span}-01` },
      });
      return { order, trace, status: async () => ask('GET', `/v1/orders/fulfilments/${id}`) };
    },
  };
}

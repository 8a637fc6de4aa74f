import type { Residual } from '../../../model/residual.js';
import { defineLibrary, type Row } from '../define-library.js';
import { onEach } from '../rows.js';
import { arg, listOf, option, options, type Selector } from '../select.js';

/** A key, password or token that a call is given. */
const secret = (what: string, ...values: readonly Selector[]): Row =>
  function* (call) {
    for (const select of values) for (const value of listOf(select(call))) yield { kind: 'secret', what, value, call };
  };

/** Nest modules are told their options at once or by a factory. */
const inModule =
  (...names: readonly string[]): Selector =>
  ({ args: [given] }) =>
    names.reduce<Residual | undefined>((found, name) => found ?? option(given, name) ?? options(given, 'useFactory()', name), undefined);

const JWT = 'the key of its tokens';
const SESSION = 'the key of its sessions';
const NEST_JWT = ['@nestjs/jwt.JwtService()'];

/** Who knows one of these can sign, log in or pay in the name of the service. */
export const secrets = defineLibrary({
  package: 'jsonwebtoken',
  calls: {
    'jsonwebtoken.{sign,verify}': secret(JWT, arg(1)),
    '@nestjs/jwt.JwtModule.{register,registerAsync}': secret(JWT, inModule('secret', 'privateKey')),
    ...onEach(NEST_JWT, '{sign,signAsync,verify,verifyAsync}', secret(JWT, arg(1, 'secret'), arg(1, 'privateKey'))),
    'passport-jwt.Strategy': secret(JWT, arg(0, 'secretOrKey')),
    '{express-jwt,express-jwt.expressjwt}': secret(JWT, arg(0, 'secret')),
    '{@fastify/jwt,fastify-jwt,koa-jwt}': secret(JWT, arg(0, 'secret')),
    'express-session': secret(SESSION, arg(0, 'secret')),
    'cookie-session': secret(SESSION, arg(0, 'secret'), arg(0, 'keys')),
    'cookie-parser': secret(SESSION, arg(0)),
    'node:crypto.createHmac': secret('the key of its signatures', arg(1)),
    stripe: secret('its key of Stripe', arg(0)),
    'nodemailer.createTransport': secret('the password of its mails', arg(0, 'auth', 'pass')),
    '@sendgrid/mail.setApiKey': secret('its key of SendGrid', arg(0)),
    twilio: secret('its token of Twilio', arg(1)),
    'openai.OpenAI': secret('its key of OpenAI', arg(0, 'apiKey')),
    'cloudinary.v2.config': secret('its key of Cloudinary', arg(0, 'api_secret')),
    '{aws-sdk,aws-sdk.AWS}.config.update': secret('its key of AWS', arg(0, 'secretAccessKey')),
    razorpay: secret('its key of Razorpay', arg(0, 'key_secret')),
  },
});

import type { Program } from '../../../model/program.js';
import type { AccessSignal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { access, onEach } from '../rows.js';
import { arg, option, origin, originArg, type Selector } from '../select.js';

type Access = AccessSignal['access'];

/** Version 2 and the client of version 3 that has a method for each command. */
const S3 = ['@aws-sdk/client-s3.S3()', 'aws-sdk.S3()', 'aws-sdk/clients/s3()', 'aws-sdk/clients/s3.S3()'];
const MINIO = ['minio.Client()', 'nestjs-minio-client.MinioService().client'];
const READS = 'GetObject,HeadObject,ListObjects,ListObjectsV2,SelectObjectContent';
const WRITES = 'PutObject,DeleteObject,DeleteObjects,CopyObject,RestoreObject,CreateMultipartUpload,UploadPart,CompleteMultipartUpload';

const commands = (names: string): string =>
  names
    .split(',')
    .map((name) => `${name}Command`)
    .join();
const methods = (names: string): string =>
  names
    .split(',')
    .map((name) => name.charAt(0).toLowerCase() + name.slice(1))
    .join();

/** Of the cloud itself a bucket is a service that is bought, as mails and payments are; with an endpoint it is a store of the system's own. */
const opensS3: Row = (call) => {
  const url = option(call.args[0], 'endpoint');
  return url && { kind: 'open', engine: 's3', url, role: 'files', call };
};

const MADE = new Set([...S3.map((path) => path.slice(0, -'()'.length)), '@aws-sdk/client-s3.S3Client']);

/** Commands do not say through which client they are sent. */
function isOwn({ calls }: Program): boolean {
  return calls.some(({ path, args }) => MADE.has(path) && option(args[0], 'endpoint') !== undefined);
}

const inBucket =
  (how: Access, table: Selector): Row =>
  (call, program) =>
    isOwn(program) ? access('s3', how, { table, role: 'files' })(call, program) : undefined;
const bucket = (how: Access): Row => inBucket(how, arg(0, 'Bucket'));

/** `new Upload({ client, params: { Bucket } })` */
const upload = inBucket('write', (call) => option(option(call.args[0], 'params'), 'Bucket'));

const opensMinio: Row = (call) => {
  const [host, port] = [option(call.args[0], 'endPoint'), option(call.args[0], 'port')];
  return { kind: 'open', engine: 's3', ...(host && { host }), ...(port && { port }), role: 'files', call };
};
const inMinio = (how: Access): Row => access('s3', how, { table: arg(0), role: 'files' });

const GOOGLE = '@google-cloud/storage.Storage';
/** `new Storage({ apiEndpoint })`: an emulator, or a server of the same interface. */
const opensGoogle: Row = (call) => {
  const url = option(call.args[0], 'apiEndpoint');
  return url && { kind: 'open', engine: 'gcs', url, role: 'files', call };
};
const googleBucket =
  (how: Access): Row =>
  (call, program) =>
    option(origin(call.callee, GOOGLE)?.args[0], 'apiEndpoint') &&
    access('gcs', how, { table: originArg(/\.bucket$/, 0), role: 'files' })(call, program);

/** Buckets are the tables of an object store; what they hold are files. */
export const objectStores = defineLibrary({
  package: '@aws-sdk/client-s3',
  types: {
    '@aws-sdk/client-s3.S3': '@aws-sdk/client-s3.S3()',
    'aws-sdk.S3': 'aws-sdk.S3()',
    'minio.Client': 'minio.Client()',
    '@google-cloud/storage.Storage': '@google-cloud/storage.Storage()',
    '@google-cloud/storage.Bucket': `${GOOGLE}().bucket()`,
  },
  calls: {
    '{@aws-sdk/client-s3.S3Client,@aws-sdk/client-s3.S3,aws-sdk.S3,aws-sdk/clients/s3,aws-sdk/clients/s3.S3}': opensS3,
    [`@aws-sdk/client-s3.{${commands(READS)}}`]: bucket('read'),
    [`@aws-sdk/client-s3.{${commands(WRITES)}}`]: bucket('write'),
    ...onEach(S3, `{${methods(READS)}}`, bucket('read')),
    ...onEach(S3, `{${methods(WRITES)},upload}`, bucket('write')),
    '@aws-sdk/lib-storage.Upload': upload,
    'minio.Client': opensMinio,
    ...onEach(MINIO, '{getObject,fGetObject,getPartialObject,statObject,listObjects,listObjectsV2}', inMinio('read')),
    ...onEach(MINIO, '{putObject,fPutObject,removeObject,removeObjects,copyObject}', inMinio('write')),
    [GOOGLE]: opensGoogle,
    [`${GOOGLE}().bucket().getFiles`]: googleBucket('read'),
    [`${GOOGLE}().bucket().{upload,deleteFiles}`]: googleBucket('write'),
    [`${GOOGLE}().bucket().file().{download,createReadStream,exists,getMetadata}`]: googleBucket('read'),
    [`${GOOGLE}().bucket().file().{save,createWriteStream,delete,copy,move}`]: googleBucket('write'),
  },
});

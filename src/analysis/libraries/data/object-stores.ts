import type { AccessSignal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { access, onEach } from '../rows.js';
import { arg, isText, option, origin, originArg, type Selector } from '../select.js';

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

/** Without an endpoint it is the account in which the service runs. */
const opensS3: Row = (call) => {
  const url = option(call.args[0], 'endpoint');
  return { kind: 'open', engine: 's3', ...(url && { url }), call };
};

const bucket = (how: Access): Row => access('s3', how, { table: arg(0, 'Bucket') });

/** `new Upload({ client, params: { Bucket } })` */
const upload: Row = access('s3', 'write', { table: (call) => option(option(call.args[0], 'params'), 'Bucket') });

const opensMinio: Row = (call) => {
  const [host, port] = [option(call.args[0], 'endPoint'), option(call.args[0], 'port')];
  return { kind: 'open', engine: 's3', ...(host && { host }), ...(port && { port }), call };
};
const inMinio = (how: Access): Row => access('s3', how, { table: arg(0) });

/** The account is that of the project. */
const opensGoogle: Row = (call) => ({ kind: 'open', engine: 'gcs', call });
const googleBucket = (how: Access): Row => access('gcs', how, { table: originArg(/\.bucket$/, 0) });
const GOOGLE = '@google-cloud/storage.Storage().bucket()';

const BLOBS = ['@azure/storage-blob.BlobServiceClient()', '@azure/storage-blob.BlobServiceClient.fromConnectionString()'];
/** A connection text, or a URL of the account. */
const opensAzure: Row = (call) => {
  const [url] = call.args;
  return { kind: 'open', engine: 'azure-blob', ...(isText(url) && { url }), call };
};
const container: Selector = ({ callee }) => origin(callee, /\.getContainerClient$/)?.args[0];
const inAzure = (how: Access): Row => access('azure-blob', how, { table: container });
const BLOB = 'getContainerClient().{getBlobClient,getBlockBlobClient,getAppendBlobClient,getPageBlobClient}()';

/** Buckets are the tables of an object store. */
export const objectStores = defineLibrary({
  package: '@aws-sdk/client-s3',
  types: {
    '@aws-sdk/client-s3.S3': '@aws-sdk/client-s3.S3()',
    'aws-sdk.S3': 'aws-sdk.S3()',
    'minio.Client': 'minio.Client()',
    '@google-cloud/storage.Storage': '@google-cloud/storage.Storage()',
    '@google-cloud/storage.Bucket': GOOGLE,
    '@azure/storage-blob.BlobServiceClient': '@azure/storage-blob.BlobServiceClient()',
    '@azure/storage-blob.ContainerClient': '@azure/storage-blob.BlobServiceClient().getContainerClient()',
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
    '@google-cloud/storage.Storage': opensGoogle,
    [`${GOOGLE}.getFiles`]: googleBucket('read'),
    [`${GOOGLE}.{upload,deleteFiles}`]: googleBucket('write'),
    [`${GOOGLE}.file().{download,createReadStream,exists,getMetadata}`]: googleBucket('read'),
    [`${GOOGLE}.file().{save,createWriteStream,delete,copy,move}`]: googleBucket('write'),
    '@azure/storage-blob.{BlobServiceClient,BlobServiceClient.fromConnectionString}': opensAzure,
    ...onEach(BLOBS, 'getContainerClient().{listBlobsFlat,listBlobsByHierarchy}', inAzure('read')),
    ...onEach(BLOBS, `${BLOB}.{download,downloadToBuffer,downloadToFile,exists,getProperties}`, inAzure('read')),
    ...onEach(BLOBS, `${BLOB}.{upload,uploadData,uploadFile,uploadStream,delete,deleteIfExists,beginCopyFromURL}`, inAzure('write')),
    ...onEach(BLOBS, 'getContainerClient().{uploadBlockBlob,deleteBlob}', inAzure('write')),
  },
});

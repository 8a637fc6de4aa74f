/** Somebody else's images, by what they run. */
const ENGINES: readonly (readonly [RegExp, string])[] = [
  [/postgres|postgis|timescale/, 'postgres'],
  [/mysql|mariadb|percona/, 'mysql'],
  [/mongo-express|mongo_express|mongoku/, 'admin'],
  [/mongo/, 'mongodb'],
  [/redis-commander|redisinsight/, 'admin'],
  [/redis|valkey|keydb|dragonfly/, 'redis'],
  [/rabbitmq/, 'rabbitmq'],
  [/kafka-ui|kafdrop|akhq|kafka-manager|schema-registry/, 'admin'],
  [/zookeeper/, 'zookeeper'],
  [/kafka|redpanda/, 'kafka'],
  [/nats/, 'nats'],
  [/elasticsearch|opensearch/, 'elasticsearch'],
  [/mssql|azure-sql-edge/, 'mssql'],
  [/mosquitto|emqx/, 'mqtt'],
  [/cassandra|scylla/, 'cassandra'],
  [/neo4j/, 'neo4j'],
  [/influxdb/, 'influxdb'],
  [/clickhouse/, 'clickhouse'],
  [/couchdb/, 'couchdb'],
  [/dynamodb/, 'dynamodb'],
  [/minio/, 's3'],
  [/memcached/, 'memcached'],
  [/pgadmin|adminer|phpmyadmin/, 'admin'],
  [/localstack/, 'aws'],
];

export function engineOf(image: string): string | undefined {
  const name = image.toLowerCase();
  return ENGINES.find(([pattern]) => pattern.test(name))?.[1];
}

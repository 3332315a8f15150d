// A unit's console: node console.js localhost:9092 110107011 [user password]. Prints each fact once.
import { Kafka as CloudEventsKafka } from 'cloudevents';
import { Kafka, logLevel } from 'kafkajs';

const [, , brokers, unit, username, password] = process.argv;
const kafka = new Kafka({
  clientId: `${unit}.console`,
  brokers: brokers.split(','),
  logLevel: logLevel.WARN,
  sasl: username && { mechanism: 'scram-sha-512', username, password }, // where Kafka asks who you are
});
const consumer = kafka.consumer({ groupId: `${unit}.console` }); // groups begin with the unit's code
const seen = new Set();

await consumer.connect();
await consumer.subscribe({ topic: `dispatch.${unit}`, fromBeginning: true });
await consumer.run({
  eachMessage: async ({ message }) => {
    const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, value.toString()]));
    const event = CloudEventsKafka.toEvent({ key: message.key.toString(), value: message.value.toString(), headers, body: message.value.toString() });
    if (!seen.has(event.id)) { // told at least once: the same id is the same fact
      seen.add(event.id);
      if (seen.size > 10_000) seen.delete(seen.values().next().value);
      console.log(event.time, event.type, event.subject, JSON.stringify(event.data));
    }
  },
});
process.once('SIGINT', () => consumer.disconnect());
process.once('SIGTERM', () => consumer.disconnect());

import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.time.Duration;
import java.util.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A unit's console in one file: java -cp 'LIB/*' Console.java localhost:9092 110107011 [client.properties]. Prints each fact once. */
class Console {
  public static void main(String[] arguments) throws Exception {
    String unit = arguments[1];
    Properties settings = new Properties();
    if (arguments.length > 2) {
      try (var in = Files.newBufferedReader(Path.of(arguments[2]))) { settings.load(in); } // name and password, where Kafka asks for them
    }
    settings.putAll(Map.of("bootstrap.servers", arguments[0], "group.id", unit + ".console", "auto.offset.reset", "earliest", "enable.auto.commit", "false"));
    Set<String> seen = Collections.newSetFromMap(new LinkedHashMap<>() { protected boolean removeEldestEntry(Map.Entry<String, Boolean> e) { return size() > 10_000; } });
    try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("dispatch." + unit));
      while (true) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          if (seen.add(header(record, "ce_id"))) { // told at least once: the same id is the same fact
            System.out.println(header(record, "ce_time") + " " + header(record, "ce_type") + " " + record.key() + " " + record.value());
          }
        }
        consumer.commitSync(); // after the work: what was not done is told again
      }
    }
  }

  static String header(ConsumerRecord<?, ?> record, String name) { return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8); }
}

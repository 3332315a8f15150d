package cn.jsjb.runtime;

import cn.jsjb.log.EventLog;
import cn.jsjb.log.PrivateBox;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What every service gets from outside: the clock, the log and the secret. */
@Singleton
public class Foundation {
  @Inject KafkaCluster kafka;
  @ConfigProperty(name = "jsjb.secret.file") java.util.Optional<Path> secretFile;

  @Produces @Singleton
  Clock clock() { return Clock.systemUTC(); }

  @Produces @Singleton
  EventLog eventLog() { return new EventLog(kafka.client()); }

  void close(@Disposes EventLog log) { log.close(); }

  /** 32 bytes, base64, from a file that only the service may read; never from the repository. */
  @Produces @Singleton
  PrivateBox privateBox() throws IOException {
    Path file = secretFile.orElseThrow(() -> new IllegalStateException("set jsjb.secret.file (JSJB_SECRET_FILE): a file with 32 random bytes in base64"));
    return new PrivateBox(Base64.getDecoder().decode(Files.readString(file).strip()));
  }
}

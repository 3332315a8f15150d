package cn.jsjb.intake.attaching;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where attachments are kept: a bucket when one is configured, else a folder. */
@Singleton
public class Storing {
  @ConfigProperty(name = "jsjb.attachments.dir") Path folder;
  @ConfigProperty(name = "jsjb.attachments.s3.endpoint") Optional<URI> endpoint;
  @ConfigProperty(name = "jsjb.attachments.s3.region", defaultValue = "us-east-1") String region;
  @ConfigProperty(name = "jsjb.attachments.s3.bucket", defaultValue = "jsjb-attachments") String bucket;
  @ConfigProperty(name = "jsjb.attachments.s3.access-key") Optional<String> accessKey;
  @ConfigProperty(name = "jsjb.attachments.s3.secret-key") Optional<String> secretKey;

  @Produces @Singleton
  AttachmentStore store() {
    return endpoint.isEmpty() ? new FolderStore(folder) : new S3Store(endpoint.get(), region, bucket, accessKey.orElseThrow(() -> missing("access-key")), secretKey.orElseThrow(() -> missing("secret-key")));
  }

  void close(@Disposes AttachmentStore store) throws Exception {
    if (store instanceof AutoCloseable open) {
      open.close();
    }
  }

  private static IllegalStateException missing(String what) { return new IllegalStateException("set jsjb.attachments.s3." + what + ": jsjb.attachments.s3.endpoint is set"); }
}

package cn.jsjb.intake.attaching;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of any store that speaks S3: the key is the hash, the media type is the object's own. */
final class S3Store implements AttachmentStore, AutoCloseable {
  private final S3Client client;
  private final String bucket;

  /** @param endpoint such as {@code http://minio:9000} */
  S3Store(URI endpoint, String region, String bucket, String accessKey, String secretKey) {
    this.bucket = bucket;
    this.client = S3Client.builder().endpointOverride(endpoint).region(Region.of(region)).forcePathStyle(true).httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
        // Newer checksums are known to Amazon's own store only; the hash that we keep by says more than they do.
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED).responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED).build();
  }

  @Override public Stored put(byte[] content, String mediaType) {
    String sha256 = Cleaning.sha256(content);
    Stored there = find(sha256);
    if (there != null) {
      touch(sha256);
      return there;
    }
    client.putObject(put -> put.bucket(bucket).key(sha256).contentType(mediaType), RequestBody.fromBytes(content));
    return new Stored(sha256, mediaType, content.length);
  }

  @Override public Stored find(String sha256) {
    try {
      HeadObjectResponse head = client.headObject(object -> object.bucket(bucket).key(sha256));
      return new Stored(sha256, head.contentType(), head.contentLength());
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return null;
      }
      throw e;
    }
  }

  @Override public byte[] read(String sha256) { return client.getObjectAsBytes(object -> object.bucket(bucket).key(sha256)).asByteArray(); }

  /** Copied onto itself: the store knows no other way to make it newer. */
  @Override public void touch(String sha256) {
    HeadObjectResponse head = client.headObject(object -> object.bucket(bucket).key(sha256));
    client.copyObject(copy -> copy.sourceBucket(bucket).sourceKey(sha256).destinationBucket(bucket).destinationKey(sha256).contentType(head.contentType()).metadataDirective(MetadataDirective.REPLACE));
  }

  @Override public List<String> untouchedSince(Instant then) {
    return client.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream().filter(object -> object.lastModified().isBefore(then)).map(S3Object::key)
        .filter(key -> key.matches("[0-9a-f]{64}")).toList();
  }

  @Override public boolean removeIfUntouchedSince(String sha256, Instant then) {
    if (!client.headObject(object -> object.bucket(bucket).key(sha256)).lastModified().isBefore(then)) {
      return false;
    }
    client.deleteObject(object -> object.bucket(bucket).key(sha256));
    return true;
  }

  @Override public void close() { client.close(); }
}

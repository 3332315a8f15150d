package cn.jsjb.supervision.callbacks;

import cn.jsjb.edge.Refused;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How often a source may ask for questionnaires, and how often it may be wrong about a token. */
final class SurveyLimits {
  private static final Duration WINDOW = Duration.ofMinutes(10), HOUR = Duration.ofHours(1);

  private final int perAddress;
  private final int wrongPerAddress;
  private final Cache<String, Bucket> buckets = Caffeine.newBuilder().expireAfterAccess(HOUR).maximumSize(200_000).build();

  SurveyLimits(int perAddress, int wrongPerAddress) {
    this.perAddress = perAddress;
    this.wrongPerAddress = wrongPerAddress;
  }

  /** @throws Refused TOO_MANY_REQUESTS */
  void asked(String address) {
    spend(bucket("a " + address, perAddress, WINDOW));
    Bucket wrong = bucket("w " + address, wrongPerAddress, HOUR);
    if (wrong.getAvailableTokens() == 0) {
      throw Refused.tooMany(TimeUnit.NANOSECONDS.toSeconds(wrong.estimateAbilityToConsume(1).getNanosToWaitForRefill()));
    }
  }

  void wrong(String address) { bucket("w " + address, wrongPerAddress, HOUR).tryConsume(1); }

  private static void spend(Bucket bucket) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw Refused.tooMany(TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()));
    }
  }

  private Bucket bucket(String key, int most, Duration window) {
    return buckets.get(key, k -> Bucket.builder().addLimit(limit -> limit.capacity(most).refillGreedy(most, window)).build());
  }
}

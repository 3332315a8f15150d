package cn.jsjb.intake.open311;

import cn.jsjb.edge.Caller;
import cn.jsjb.event.Reason;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who may post. Clients of Open311 know an {@code api_key} and no bearer tokens, so the key is one of these: a key registered in the
 * configuration (as its SHA-256: the configuration holds no secret), or a token of our own issuer with the role adapter or operator.
 * A bearer token in the header is as good.
 */
@Singleton
class ApiKeys {
  @Inject SecurityIdentity identity;
  @Inject JWTParser tokens;
  /** {@code client:sha256-in-hex}, comma-separated. */
  @ConfigProperty(name = "jsjb.open311.api-keys") Optional<List<String>> registered;

  /** The {@code ce_actor} of who posts. */
  String actor(String key) {
    if (!identity.isAnonymous() && (identity.hasRole(Caller.ADAPTER) || identity.hasRole(Caller.OPERATOR))) {
      return actorOf(identity.getPrincipal().getName());
    }
    if (key == null) {
      throw Fault.of(Reason.KEY_MISSING);
    }
    byte[] hash = sha256(key);
    for (String entry : registered.orElse(List.of())) {
      int colon = entry.lastIndexOf(':');
      if (colon > 0 && MessageDigest.isEqual(hash, entry.substring(colon + 1).strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII))) {
        return actorOf(entry.substring(0, colon).strip());
      }
    }
    try {
      JsonWebToken token = tokens.parse(key);
      if (token.getGroups() != null && (token.getGroups().contains(Caller.ADAPTER) || token.getGroups().contains(Caller.OPERATOR))) {
        return actorOf(token.getName());
      }
    } catch (ParseException noToken) {
      // then it is no key at all
    }
    throw Fault.of(Reason.KEY_MISSING);
  }

  private static String actorOf(String client) { return "channel:" + Publishing.CHANNEL + "/client:" + client; }

  private static byte[] sha256(String key) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8))).getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

package cn.jsjb.harness;

import io.smallrye.jwt.build.Jwt;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/** Tokens of the test issuer, and forged ones. */
public final class Tokens {
  private Tokens() {}

  /** {@code Authorization} header value of a role. */
  public static String as(String role) { return as(role, null); }

  public static String as(String role, String unit) {
    return "Bearer " + claims(role, unit).sign(RealBacking.issuer.getPrivate());
  }

  /** The same role and unit, another person. */
  public static String as(String role, String unit, String user) { return "Bearer " + claims(role, unit).upn(user).sign(RealBacking.issuer.getPrivate()); }

  public static String expired(String role, String unit) {
    return "Bearer " + claims(role, unit).expiresAt(1_000_000).sign(RealBacking.issuer.getPrivate());
  }

  /** Well-formed, signed by a key nobody trusts. */
  public static String forged(String role, String unit) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair stranger = generator.generateKeyPair();
      return "Bearer " + claims(role, unit).sign(stranger.getPrivate());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static io.smallrye.jwt.build.JwtClaimsBuilder claims(String role, String unit) {
    var claims = Jwt.issuer("jsjb").upn("test-" + role).subject("test-" + role).groups(Set.of(role)).expiresIn(600);
    return unit == null ? claims : claims.claim("unit", unit);
  }
}

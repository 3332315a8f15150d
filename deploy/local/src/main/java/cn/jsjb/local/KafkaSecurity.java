package cn.jsjb.local;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/**
 * Whether a broker asks who you are. Secured, it lets in users of SCRAM-SHA-512, which are kept in Kafka itself, and one operator whose
 * password is made anew at each start and stands in the broker's own configuration; the operator alone is asked for no access list.
 */
record KafkaSecurity(String protocol, String password) {
  static final KafkaSecurity NONE = new KafkaSecurity("PLAINTEXT", null);
  private static final String OPERATOR = "operator";
  private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%1$s\" password=\"%2$s\"";

  static KafkaSecurity sasl() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return new KafkaSecurity("SASL_PLAINTEXT", HexFormat.of().formatHex(random));
  }

  /** Lines of a broker's configuration. The controllers' port is guarded too: who may talk to it may change access lists. */
  String broker() {
    if (password == null) {
      return "";
    }
    String operators = PLAIN.formatted(OPERATOR, password) + " user_%s=\"%s\";".formatted(OPERATOR, password);
    return """
        listener.security.protocol.map=SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
        security.inter.broker.protocol=SASL_PLAINTEXT
        sasl.enabled.mechanisms=SCRAM-SHA-512,PLAIN
        sasl.mechanism.inter.broker.protocol=PLAIN
        sasl.mechanism.controller.protocol=PLAIN
        listener.name.sasl_plaintext.plain.sasl.jaas.config=%1$s
        listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
        listener.name.controller.sasl.enabled.mechanisms=PLAIN
        listener.name.controller.plain.sasl.jaas.config=%1$s
        authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
        allow.everyone.if.no.acl.found=false
        super.users=User:%2$s
        """.formatted(operators, OPERATOR);
  }

  /** Settings of a client that may everything. */
  Map<String, String> client(String bootstrap) {
    return password == null ? Map.of("bootstrap.servers", bootstrap)
        : Map.of("bootstrap.servers", bootstrap, "security.protocol", protocol, "sasl.mechanism", "PLAIN", "sasl.jaas.config", PLAIN.formatted(OPERATOR, password) + ";");
  }
}

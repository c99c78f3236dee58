package io.leadloop.sandbox.salesforce;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads an RSA key from a PEM text, be it a certificate or a public key. */
final class PemKey {
  private PemKey() {}

  /**
   * The key.
   *
   * @throws IllegalArgumentException when the text holds none
   */
  static PublicKey read(String pem) {
    try {
      if (pem.contains("BEGIN CERTIFICATE")) {
        return CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(pem.strip().getBytes(StandardCharsets.US_ASCII)))
            .getPublicKey();
      }
      String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      return KeyFactory.getInstance("RSA")
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("This is no certificate and no RSA public key", e);
    }
  }
}

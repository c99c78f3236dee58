package io.leadloop.salesforce;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.apache.camel.support.jsse.KeyStoreParameters;

/**
 * A keystore that exists in memory alone and holds one private key, which is asked for anew each
 * time: camel-salesforce signs with a keystore's only key and knows no other source. Thread-safe.
 */
final class KeyInMemory extends KeyStoreParameters {
  /** The JDK takes a key without a certificate only in this form. */
  private static final String ENCRYPTION = "PBEWithSHA1AndDESede";

  private static final int RANDOM_BYTES = 20;
  private static final int ROUNDS = 1_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Supplier<PrivateKey> key;

  KeyInMemory(Supplier<PrivateKey> key) {
    this.key = key;
    // It protects nothing: the key is in the same memory. The format wants one.
    setPassword(HexFormat.of().formatHex(random()));
  }

  @Override
  public KeyStore createKeyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("key", encrypted(key.get()), null);
    return store;
  }

  private byte[] encrypted(PrivateKey plain) throws GeneralSecurityException, IOException {
    PBEKeySpec password = new PBEKeySpec(getPassword().toCharArray());
    Cipher cipher = Cipher.getInstance(ENCRYPTION);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        SecretKeyFactory.getInstance(ENCRYPTION).generateSecret(password),
        new PBEParameterSpec(random(), ROUNDS));
    return new EncryptedPrivateKeyInfo(cipher.getParameters(), cipher.doFinal(plain.getEncoded()))
        .getEncoded();
  }

  private static byte[] random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "KeyInMemory[...]";
  }
}

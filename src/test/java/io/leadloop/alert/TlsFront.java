package io.leadloop.alert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Puts encryption before a mail server that has none: from the start, or after STARTTLS. Keeps each
 * line that it was told in the clear.
 */
final class TlsFront implements AutoCloseable {
  /** How the encryption begins. */
  enum Kind {
    TLS,
    STARTTLS,
    NONE_OFFERED
  }

  static final String PASSWORD = "changeit";

  private final Kind kind;
  private final int target;
  private final SSLContext context;
  private final ServerSocket server;
  private final List<String> inTheClear = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * @param target the port of the mail server on this machine
   * @param keys a PKCS#12 with the key and its certificate
   */
  TlsFront(Kind kind, int target, Path keys) throws IOException, GeneralSecurityException {
    this.kind = kind;
    this.target = target;
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD.toCharArray());
    context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    threads.execute(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  List<String> inTheClear() {
    return inTheClear;
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = keep(server.accept());
        threads.execute(() -> talk(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private synchronized Socket keep(Socket socket) {
    sockets.add(socket);
    return socket;
  }

  private void talk(Socket plain) {
    try (plain) {
      if (kind != Kind.TLS && !introduced(plain)) {
        return;
      }
      SSLSocket secure =
          (SSLSocket)
              context.getSocketFactory().createSocket(plain, "127.0.0.1", plain.getPort(), true);
      secure.setUseClientMode(false);
      secure.startHandshake();
      Socket mail = keep(new Socket(InetAddress.getLoopbackAddress(), target));
      if (kind == Kind.STARTTLS) {
        // The greeting was given before the encryption.
        while (mail.getInputStream().read() != '\n') {
          // Goes on to the end of the line.
        }
      }
      threads.execute(() -> pass(secure, mail));
      pass(mail, secure);
    } catch (IOException e) {
      // The other end went away, as it does when it does not trust us.
    }
  }

  /** The lines before the encryption; false when the other end leaves before it. */
  private boolean introduced(Socket plain) throws IOException {
    OutputStream out = plain.getOutputStream();
    say(out, "220 localhost front");
    // Reads byte by byte, so that nothing of the handshake is swallowed.
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(plain.getInputStream(), StandardCharsets.US_ASCII), 1);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      inTheClear.add(line);
      if (line.startsWith("EHLO")) {
        say(out, kind == Kind.STARTTLS ? "250-localhost\r\n250 STARTTLS" : "250 localhost");
      } else if (line.equals("STARTTLS") && kind == Kind.STARTTLS) {
        say(out, "220 go ahead");
        return true;
      } else {
        say(out, line.equals("QUIT") ? "221 bye" : "502 no");
      }
    }
    return false;
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One of both is closed.
    } finally {
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    server.close();
    sockets.forEach(TlsFront::close);
    threads.shutdownNow();
  }
}

package io.leadloop.sandbox.clients;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One kept connection that sends a request and reads its answer's bytes, as load generators do: a
 * full HTTP client beside the server costs more than the server. For one thread.
 */
public final class LoopbackClient implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final String common;
  private final byte[] sink = new byte[BUFFER_BYTES];

  /** Connects to a port of this machine; {@code token} goes with every request. */
  public LoopbackClient(int port, String token) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    this.common = "Host: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + token + "\r\n";
  }

  /** Sends a request and reads all of its answer; returns the status. */
  public int send(String method, String path, @Nullable String json) throws IOException {
    byte[] body = (json == null ? "" : json).getBytes(StandardCharsets.UTF_8);
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\n"
            + common
            + (json == null ? "" : "Content-Type: application/json\r\n")
            + ("Content-Length: " + body.length + "\r\n\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
    request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    socket.getOutputStream().write(request.toByteArray());
    return answer();
  }

  private int answer() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
      }
    }
    while (length > 0) {
      int read = in.read(sink, 0, Math.min(length, sink.length));
      if (read < 0) {
        throw new EOFException("The answer ended " + length + " bytes early");
      }
      length -= read;
    }
    return status;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("The connection was closed");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

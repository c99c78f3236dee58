package io.leadloop.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection that keeps the statements that were prepared on it. SQLite's driver keeps none, and
 * reading the same SQL again took a third of the loop's time. A statement that is closed waits for
 * the next one with its text; one that is in use is never given out twice. Like any connection, not
 * for two threads at once.
 */
final class KeptStatements implements InvocationHandler {
  private static final int STATEMENTS_MAX = 200;

  /** What stays with a statement beyond its parameters. */
  private static final Set<String> SETTINGS =
      Set.of(
          "setMaxRows",
          "setLargeMaxRows",
          "setFetchSize",
          "setFetchDirection",
          "setQueryTimeout",
          "setMaxFieldSize",
          "setPoolable",
          "closeOnCompletion");

  private final Connection connection;
  private final Map<List<Object>, PreparedStatement> idle = new LinkedHashMap<>();

  private KeptStatements(Connection connection) {
    this.connection = connection;
  }

  /** The same connection, whose closing closes the kept statements too. */
  static Connection of(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            KeptStatements.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new KeptStatements(connection));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("prepareStatement") && arguments != null) {
      // The text, and for some callers what kind of results they want.
      List<Object> wanted = List.of(arguments);
      PreparedStatement kept = idle.remove(wanted);
      return lent(
          wanted,
          kept == null
              ? (PreparedStatement) Objects.requireNonNull(passOn(connection, method, arguments))
              : kept);
    }
    if (method.getName().equals("close")) {
      for (PreparedStatement statement : idle.values()) {
        statement.close();
      }
      idle.clear();
    }
    return passOn(connection, method, arguments);
  }

  /** The one that nobody has asked for the longest. */
  private void closeEldest() throws SQLException {
    Iterator<PreparedStatement> eldest = idle.values().iterator();
    PreparedStatement statement = eldest.next();
    eldest.remove();
    statement.close();
  }

  private PreparedStatement lent(List<Object> wanted, PreparedStatement statement) {
    return (PreparedStatement)
        Proxy.newProxyInstance(
            KeptStatements.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            new Lent(wanted, statement));
  }

  private static @Nullable Object passOn(Object to, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(to, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  /** A statement that is in use. */
  private final class Lent implements InvocationHandler {
    private final List<Object> wanted;
    private final PreparedStatement statement;
    private @Nullable ResultSet results;
    private boolean changed;
    private boolean closed;

    Lent(List<Object> wanted, PreparedStatement statement) {
      this.wanted = wanted;
      this.statement = statement;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      switch (method.getName()) {
        case "close" -> {
          giveBack();
          return null;
        }
        case "isClosed" -> {
          return closed;
        }
        default -> {
          if (closed) {
            throw new SQLException("The statement was closed.");
          }
          changed |= SETTINGS.contains(method.getName());
          Object answer = passOn(statement, method, arguments);
          if (answer instanceof ResultSet opened) {
            results = opened;
          }
          return answer;
        }
      }
    }

    private void giveBack() throws SQLException {
      if (closed) {
        return;
      }
      closed = true;
      if (results != null) {
        results.close();
      }
      if (changed || idle.containsKey(wanted) || statement.isClosed()) {
        statement.close();
        return;
      }
      statement.clearBatch();
      statement.clearParameters();
      idle.put(wanted, statement);
      if (idle.size() > STATEMENTS_MAX) {
        closeEldest();
      }
    }
  }
}

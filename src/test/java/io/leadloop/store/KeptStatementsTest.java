package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements that wait for the next who asks the same. */
class KeptStatementsTest {
  private static final String SELECT = "select ?";

  private Connection real;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    real = DriverManager.getConnection("jdbc:sqlite::memory:");
    connection = KeptStatements.of(real);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    assertThat(real.isClosed()).isTrue();
  }

  private static String first(PreparedStatement statement) throws SQLException {
    try (ResultSet results = statement.executeQuery()) {
      assertThat(results.next()).isTrue();
      return results.getString(1);
    }
  }

  @Test
  void parametersDoNotStayWithAStatement() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
      statement.setString(1, "a");
      assertThat(first(statement)).isEqualTo("a");
    }
    try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
      assertThat(first(statement)).isNull();
    }
  }

  @Test
  void aStatementInUseIsNotGivenOutAgain() throws SQLException {
    try (PreparedStatement outer = connection.prepareStatement(SELECT)) {
      outer.setString(1, "outer");
      try (ResultSet rows = outer.executeQuery()) {
        try (PreparedStatement inner = connection.prepareStatement(SELECT)) {
          inner.setString(1, "inner");
          assertThat(first(inner)).isEqualTo("inner");
        }
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("outer");
      }
    }
  }

  @Test
  void resultsThatWereLeftOpenHoldNothingBack() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("create table t (a)")) {
      statement.execute();
    }
    try (PreparedStatement statement = connection.prepareStatement("select a from t")) {
      statement.executeQuery();
    }
    try (PreparedStatement statement = connection.prepareStatement("drop table t")) {
      statement.execute();
    }
  }

  @Test
  void whatWasClosedIsOver() throws SQLException {
    PreparedStatement statement = connection.prepareStatement(SELECT);
    statement.close();
    statement.close();
    assertThat(statement.isClosed()).isTrue();
    assertThatThrownBy(() -> statement.setString(1, "a")).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> connection.prepareStatement("no sql"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void aLimitOfOneCallerDoesNotReachTheNext() throws SQLException {
    String rows = "select 1 union select 2";
    try (PreparedStatement statement = connection.prepareStatement(rows)) {
      statement.setMaxRows(1);
    }
    try (PreparedStatement statement = connection.prepareStatement(rows);
        ResultSet results = statement.executeQuery()) {
      assertThat(results.next()).isTrue();
      assertThat(results.next()).isTrue();
    }
  }
}

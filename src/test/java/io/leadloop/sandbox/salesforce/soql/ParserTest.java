package io.leadloop.sandbox.salesforce.soql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
  @Test
  void aWholeQueryIsRead() {
    Query query =
        Parser.parse(
            "select Id, Owner.Email from Lead where Email in ('a','b') and (City = null or not"
                + " Budget__c >= -1.5) order by SystemModstamp desc nulls last, Id limit 10 offset 5");

    assertThat(query.fields()).extracting(FieldPath::text).containsExactly("Id", "Owner.Email");
    assertThat(query.object()).isEqualTo("Lead");
    assertThat(query.where()).isInstanceOf(Condition.And.class);
    assertThat(query.order()).extracting(OrderTerm::descending).containsExactly(true, false);
    assertThat(query.order()).extracting(OrderTerm::nullsFirst).containsExactly(false, true);
    assertThat(query.rowsMax()).isEqualTo(10);
    assertThat(query.rowsSkipped()).isEqualTo(5);
    assertThat(query.count()).isFalse();
  }

  @Test
  void literalsKeepTheirTypes() {
    assertThat(value("'it\\'s \\\\ \\n'")).isEqualTo("it's \\ \n");
    assertThat(value("''")).isEqualTo("");
    assertThat(value("TRUE")).isEqualTo(true);
    assertThat(value("12.50")).hasToString("12.50");
    assertThat(value("2026-11-21")).isEqualTo(LocalDate.parse("2026-11-21"));
    assertThat(value("2026-11-21T10:00:00Z")).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
    assertThat(value("2026-11-21T10:00:00.250Z"))
        .isEqualTo(Instant.parse("2026-11-21T10:00:00.250Z"));
    assertThat(value("2026-11-21T10:00:00+0200")).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
    assertThat(value("2026-11-21T10:00:00-05:30")).isEqualTo(Instant.parse("2026-11-21T15:30:00Z"));
    assertThat(value("null")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT",
        "SELECT FROM Lead",
        "SELECT Id FROM",
        "SELECT Id Name FROM Lead",
        "SELECT Id, FROM Lead",
        "SELECT Id FROM Lead WHERE",
        "SELECT Id FROM Lead WHERE City",
        "SELECT Id FROM Lead WHERE City =",
        "SELECT Id FROM Lead WHERE City = Brno",
        "SELECT Id FROM Lead WHERE City IN ()",
        "SELECT Id FROM Lead WHERE City IN ('a'",
        "SELECT Id FROM Lead WHERE (City = 'a'",
        "SELECT Id FROM Lead WHERE City = 'a')",
        "SELECT Id FROM Lead WHERE City == 'a'",
        "SELECT Id FROM Lead WHERE City = \"a\"",
        "SELECT Id FROM Lead WHERE a = 1 OR b = 2 AND c = 3",
        "SELECT Id FROM Lead WHERE CreatedDate > 2026-13-01T00:00:00Z",
        "SELECT Id FROM Lead WHERE CreatedDate > 2026-01-01T00:00:00",
        "SELECT Id FROM Lead WHERE CreatedDate = SOMEDAY",
        "SELECT Id FROM Lead WHERE City = '\\x'",
        "SELECT Id FROM Lead ORDER City",
        "SELECT Id FROM Lead ORDER BY City NULLS",
        "SELECT Id FROM Lead LIMIT -1",
        "SELECT Id FROM Lead LIMIT 1 WHERE City = 'a'",
        "SELECT COUNT(Id FROM Lead",
        "SELECT Id, (SELECT Id FROM Tasks FROM Lead",
        "SELECT Id, (SELECT Id, (SELECT Id FROM Tasks) FROM Contacts) FROM Account",
        "SELECT Id FROM Lead GROUP Id",
        "SELECT FIELDS(SOME) FROM Lead LIMIT 1",
        "SELECT Id FROM Lead; DELETE"
      })
  void whatDoesNotFollowTheGrammarIsMalformed(String soql) {
    assertThatThrownBy(() -> Parser.parse(soql))
        .isInstanceOfSatisfying(
            SoqlProblem.class,
            problem -> assertThat(problem.errorCode()).isEqualTo("MALFORMED_QUERY"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a = 1                      | a
          a = 1 AND b = 2 AND c = 3  | And(a b c)
          a = 1 OR (b = 2 AND c = 3) | Or(a And(b c))
          NOT a = 1                  | Not(a)
          NOT (a = 1 AND NOT b = 2)  | Not(And(a Not(b)))
          a NOT IN (1, 2) AND b IN (3) | And(!in:a in:b)
          ((a = 1))                  | a
          """)
  void conditionsNest(String where, String tree) {
    Condition condition = Parser.parse("SELECT Id FROM Lead WHERE " + where).where();
    assertThat(show(condition)).isEqualTo(tree);
  }

  private static String show(Condition condition) {
    if (condition instanceof Condition.And and) {
      return "And(" + String.join(" ", show(and.parts())) + ")";
    }
    if (condition instanceof Condition.Or or) {
      return "Or(" + String.join(" ", show(or.parts())) + ")";
    }
    if (condition instanceof Condition.Not not) {
      return "Not(" + show(not.part()) + ")";
    }
    if (condition instanceof Condition.In in) {
      return (in.negated() ? "!in:" : "in:") + in.field().text();
    }
    return ((Condition.Compare) condition).field().text();
  }

  private static List<String> show(List<Condition> parts) {
    return parts.stream().map(ParserTest::show).toList();
  }

  private static Object value(String literal) {
    Condition where = Parser.parse("SELECT Id FROM Lead WHERE a = " + literal).where();
    Literal value = ((Condition.Compare) where).value();
    if (value instanceof Literal.Text text) {
      return text.plain();
    }
    if (value instanceof Literal.Numeric number) {
      return number.value();
    }
    if (value instanceof Literal.Bool flag) {
      return flag.value();
    }
    if (value instanceof Literal.Day day) {
      return day.value();
    }
    return value instanceof Literal.Moment moment ? moment.value() : null;
  }
}

package io.leadloop.simulation;

import io.leadloop.sandbox.salesforce.rules.EmailRule;
import io.leadloop.sandbox.salesforce.rules.NumberRule;
import io.leadloop.sandbox.salesforce.rules.PicklistRule;
import io.leadloop.sandbox.salesforce.rules.Refusal;
import io.leadloop.sandbox.salesforce.rules.TextRule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Salesforce makes of a value of one of its fields, by the rules of its sandbox. */
enum FakeField {
  TEXT(255),
  EMAIL(80) {
    @Override
    @Nullable Refusal refuse(String kept) {
      Refusal refusal = super.refuse(kept);
      return refusal == null ? EmailRule.refuse("Email", kept) : refusal;
    }
  },
  /** Shorter than HubSpot's: a longer text is refused. */
  SHORT(20),
  /** A trigger of the org's cuts it. */
  CUT(FakeField.CUT_AT) {
    @Override
    String kept(String value) {
      String kept = super.kept(value);
      return kept.length() <= CUT_AT ? kept : super.kept(kept.substring(0, CUT_AT));
    }
  },
  PICKLIST(40) {
    @Override
    @Nullable Refusal refuse(String kept) {
      return PicklistRule.refuse("Rating", RATINGS, false, kept);
    }
  },
  NUMBER(18) {
    @Override
    String kept(String value) {
      return value.isEmpty()
          ? ""
          : BigDecimal.valueOf(NumberRule.kept(0, new BigDecimal(value)))
              .stripTrailingZeros()
              .toPlainString();
    }

    @Override
    @Nullable Refusal refuse(String kept) {
      return NumberRule.refuse("Employees", 8, 0, Double.parseDouble(kept));
    }

    @Override
    boolean textual() {
      return false;
    }
  },
  /** Whole seconds. */
  MOMENT(40) {
    @Override
    String kept(String value) {
      return value.isEmpty() || value.endsWith("+0000")
          ? value
          : WRITTEN.format(Instant.parse(value).truncatedTo(ChronoUnit.SECONDS));
    }
  };

  static final int CUT_AT = 8;

  /** As Salesforce writes a moment. */
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  static final List<String> RATINGS = List.of("Hot", "Warm", "Cold");

  private final int length;

  FakeField(int length) {
    this.length = length;
  }

  static FakeField of(String name) {
    return switch (name) {
      case "Email" -> EMAIL;
      case "FirstName" -> CUT;
      case "City", "MailingCity" -> SHORT;
      case "Rating" -> PICKLIST;
      case "NumberOfEmployees" -> NUMBER;
      case "Called_At__c" -> MOMENT;
      default -> TEXT;
    };
  }

  /** What is kept of a value; empty for none. */
  String kept(String value) {
    return Objects.requireNonNullElse(TextRule.kept(value), "");
  }

  /** Why what is kept is refused; null when it is not. */
  @Nullable Refusal refuse(String kept) {
    return TextRule.refuse(name(), length, kept);
  }

  int length() {
    return length;
  }

  boolean textual() {
    return true;
  }
}

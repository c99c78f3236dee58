package io.leadloop.sandbox.salesforce.soql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what stands between SELECT and FROM. */
final class SelectParser {
  private final Tokens tokens;
  private final @Nullable Supplier<Query> children;

  /**
   * @param children reads a query in parentheses; null where none may stand
   */
  SelectParser(Tokens tokens, @Nullable Supplier<Query> children) {
    this.tokens = tokens;
    this.children = children;
  }

  List<SelectItem> items() {
    List<SelectItem> items = new ArrayList<>();
    do {
      items.add(item());
    } while (tokens.skipSymbol(","));
    return List.copyOf(items);
  }

  private SelectItem item() {
    if (children != null && tokens.skipSymbol("(")) {
      Query query = children.get();
      tokens.expectSymbol(")");
      return new SelectItem.Children(query);
    }
    if (tokens.peek().is("FIELDS") && tokens.peek(1).isSymbol("(")) {
      return fields();
    }
    FieldPath path = Parser.expression(tokens);
    Token next = tokens.peek();
    boolean aliased =
        next.kind() == Token.Kind.WORD
            && !Parser.reserved(next)
            && (tokens.peek(1).is("FROM") || tokens.peek(1).isSymbol(","));
    return new SelectItem.Field(path, aliased ? tokens.take().text() : null);
  }

  private SelectItem fields() {
    int position = tokens.take().position();
    tokens.expectSymbol("(");
    Token word = tokens.expect(Token.Kind.WORD);
    for (FieldGroup group : FieldGroup.values()) {
      if (group.name().equals(word.text().toUpperCase(Locale.ROOT))) {
        tokens.expectSymbol(")");
        return new SelectItem.Fields(group, position);
      }
    }
    throw tokens.unexpected(word);
  }
}

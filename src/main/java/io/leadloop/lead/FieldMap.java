package io.leadloop.lead;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Something for each of some fields, in the order of their names. Immutable. Thousands of records
 * are in memory at once: two arrays take a quarter of what a hash table takes.
 *
 * @param <V> what each field has, never null
 */
public final class FieldMap<V> extends AbstractMap<String, V> {
  private final String[] names;
  private final Object[] values;

  private FieldMap(String[] names, Object[] values) {
    this.names = names;
    this.values = values;
  }

  /** The same fields; a map of this kind is not copied. */
  @SuppressWarnings("unchecked")
  public static <V> FieldMap<V> copyOf(Map<String, ? extends V> fields) {
    if (fields instanceof FieldMap<?>) {
      // What is never changed may be seen as holding something more general.
      return (FieldMap<V>) fields;
    }
    String[] names = fields.keySet().toArray(String[]::new);
    Arrays.sort(names);
    Object[] values = new Object[names.length];
    for (int i = 0; i < names.length; i++) {
      values[i] = Objects.requireNonNull(fields.get(names[i]));
    }
    return new FieldMap<>(names, values);
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return place(name) >= 0;
  }

  @Override
  public @Nullable V get(@Nullable Object name) {
    int place = place(name);
    return place < 0 ? null : value(place);
  }

  private int place(@Nullable Object name) {
    return name instanceof String text ? Arrays.binarySearch(names, text) : -1;
  }

  @SuppressWarnings("unchecked")
  private V value(int place) {
    return (V) values[place];
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super V> each) {
    for (int i = 0; i < names.length; i++) {
      each.accept(names[i], value(i));
    }
  }

  @Override
  public Set<Map.Entry<String, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return names.length;
      }

      @Override
      public Iterator<Map.Entry<String, V>> iterator() {
        return new Entries();
      }
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldMap<?> map
        ? Arrays.equals(names, map.names) && Arrays.equals(values, map.values)
        : super.equals(other);
  }

  /** As every map's is. */
  @Override
  public int hashCode() {
    int hash = 0;
    for (int i = 0; i < names.length; i++) {
      hash += names[i].hashCode() ^ values[i].hashCode();
    }
    return hash;
  }

  private final class Entries implements Iterator<Map.Entry<String, V>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < names.length;
    }

    @Override
    public Map.Entry<String, V> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Map.Entry<String, V> entry = Map.entry(names[next], value(next));
      next++;
      return entry;
    }
  }
}

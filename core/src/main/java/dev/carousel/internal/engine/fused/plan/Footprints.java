package dev.carousel.internal.engine.fused.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each member of a team has read and written since all of them met last. In a buffer with rows
 * for every step, each step has columns of its own.
 */
final class Footprints {
  private final List<BufferSpec> buffers;
  private final Map<Key, Columns> known = new HashMap<>();

  /**
   * Columns that a step reads or writes.
   *
   * @param after in a buffer of states: those after the step
   */
  private record Key(int buffer, boolean after) {}

  /** For each column, who wrote it (a member's number and 1; 0 for nobody), and who read it. */
  @SuppressWarnings("ArrayRecordComponent") // two arrays that live together, never compared
  private record Columns(int[] writers, long[] readers) {
    Columns(int width) {
      this(new int[width], new long[width]);
    }
  }

  Footprints(List<BufferSpec> buffers) {
    this.buffers = buffers;
  }

  /** Whether a member would touch what another one wrote, or overwrite what another one read. */
  boolean crosses(int member, Instruction instruction) {
    boolean[] found = new boolean[1];
    instruction.touch(
        new Instruction.Touch() {
          @Override
          public void reads(Place place, int size) {
            Columns columns = of(place);
            for (int i = place.column(); i < place.column() + size; i++) {
              found[0] |= isOfAnother(member, columns.writers()[i]);
            }
          }

          @Override
          public void writes(Place place, int size) {
            reads(place, size);
            Columns columns = of(place);
            for (int i = place.column(); i < place.column() + size; i++) {
              found[0] |= (columns.readers()[i] & ~bit(member)) != 0;
            }
          }
        });
    return found[0];
  }

  private static boolean isOfAnother(int member, int writer) {
    return writer != 0 && writer != member + 1;
  }

  private static long bit(int member) {
    return 1L << member;
  }

  /** Notes what a member does. */
  void leave(int member, Instruction instruction) {
    instruction.touch(
        new Instruction.Touch() {
          @Override
          public void reads(Place place, int size) {
            Columns columns = of(place);
            for (int i = place.column(); i < place.column() + size; i++) {
              columns.readers()[i] |= bit(member);
            }
          }

          @Override
          public void writes(Place place, int size) {
            Columns columns = of(place);
            for (int i = place.column(); i < place.column() + size; i++) {
              columns.writers()[i] = member + 1;
            }
          }
        });
  }

  private Columns of(Place place) {
    int width = buffers.get(place.buffer()).width();
    return known.computeIfAbsent(new Key(place.buffer(), place.after()), key -> new Columns(width));
  }

  /** All have met: whatever was done is seen by all. */
  void clear() {
    known.clear();
  }

  /** Goes to the next step: what was after this one is before it. */
  void step() {
    Map<Key, Columns> next = new HashMap<>();
    known.forEach(
        (key, columns) -> {
          BufferSpec.Kind kind = buffers.get(key.buffer()).kind();
          if (kind == BufferSpec.Kind.STEP) {
            next.put(key, columns);
          } else if (kind == BufferSpec.Kind.HISTORY && key.after()) {
            next.put(new Key(key.buffer(), false), columns);
          }
        });
    known.clear();
    known.putAll(next);
  }
}

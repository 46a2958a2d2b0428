package dev.carousel.internal.engine.fused.plan;

import dev.carousel.internal.engine.fused.plan.Instruction.Pointwise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the instructions of a step read and write of that which is forgotten after the step. It
 * tells which results none but the chain that makes them reads.
 */
final class StepTouches {
  private final List<BufferSpec> buffers;
  private final List<Vector> all;

  /** A vector that an instruction reads or writes. */
  private record Vector(Place place, int size) {
    boolean overlaps(Vector other) {
      return place.buffer() == other.place.buffer()
          && place.column() < other.place.column() + other.size
          && other.place.column() < place.column() + size;
    }
  }

  StepTouches(List<BufferSpec> buffers, List<? extends Instruction> instructions) {
    this.buffers = buffers;
    all = vectors(instructions);
  }

  private List<Vector> vectors(List<? extends Instruction> instructions) {
    List<Vector> found = new ArrayList<>();
    Instruction.Touch touch =
        new Instruction.Touch() {
          @Override
          public void reads(Place place, int size) {
            if (isForgotten(place)) {
              found.add(new Vector(place, size));
            }
          }

          @Override
          public void writes(Place place, int size) {
            reads(place, size);
          }
        };
    instructions.forEach(instruction -> instruction.touch(touch));
    return found;
  }

  private boolean isForgotten(Place place) {
    return buffers.get(place.buffer()).kind() == BufferSpec.Kind.STEP;
  }

  /** The results of a chain, of all these instructions, that nothing else reads. */
  Set<Place> passing(List<Pointwise> chain) {
    List<Vector> own = vectors(chain);
    Set<Place> found = new HashSet<>();
    Set<Place> begun = new HashSet<>();
    for (Pointwise operation : chain) {
      begun.addAll(List.of(operation.x(), operation.y(), operation.z()));
      boolean isMadeHere = begun.add(operation.out());
      Vector result = new Vector(operation.out(), operation.size());
      if (isMadeHere && isForgotten(result.place()) && count(own, result) == count(all, result)) {
        found.add(operation.out());
      }
    }
    return found;
  }

  private static int count(List<Vector> vectors, Vector result) {
    int count = 0;
    for (Vector vector : vectors) {
      count += result.overlaps(vector) ? 1 : 0;
    }
    return count;
  }
}

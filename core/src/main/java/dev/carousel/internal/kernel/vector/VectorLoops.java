package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.ElementChain;
import dev.carousel.internal.kernel.Elementwise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cuts chains into loops, and keeps each loop that was written: the JIT compiles it once. */
final class VectorLoops {
  /** The JIT does not compile loops of some hundred operations. */
  private static final int MOST_OPERATIONS = 16;

  private static final Map<Written, LoopBody> WRITTEN = new ConcurrentHashMap<>();

  /** What two loops of the same code have in common. */
  private record Written(List<Elementwise> operations, int firstConstant, Set<Integer> kept) {
    LoopBody loop() {
      return LoopWriter.write(operations, firstConstant, kept);
    }
  }

  private final ElementChain chain;

  private final List<LoopBody> bodies = new ArrayList<>();
  private final List<Elementwise> open = new ArrayList<>();
  private int firstOpen;

  private VectorLoops(ElementChain chain) {
    this.chain = chain;
  }

  static VectorLoop of(ElementChain chain) {
    VectorLoops loops = new VectorLoops(chain);
    for (int i = 0; i < chain.operations().size(); i++) {
      loops.add(i, chain.operations().get(i));
    }
    loops.close();
    return new VectorLoop(chain, loops.bodies.toArray(LoopBody[]::new));
  }

  private void add(int i, Elementwise operation) {
    LoopBody own = ownLoop(operation);
    if (own != null) {
      close();
      bodies.add(own);
      return;
    }
    if (isFull(operation)) {
      close();
    }
    if (open.isEmpty()) {
      firstOpen = i;
    }
    open.add(operation);
  }

  /** Of functions that take dozens of instructions, a loop has one. */
  private boolean isFull(Elementwise next) {
    return open.size() == MOST_OPERATIONS
        || isExponential(next) && open.stream().anyMatch(VectorLoops::isExponential);
  }

  private static boolean isExponential(Elementwise e) {
    return e.op() == Op.TANH || e.op() == Op.SIGMOID;
  }

  private void close() {
    if (!open.isEmpty()) {
      boolean hasConstants = open.stream().anyMatch(e -> e.op() == Op.LINEAR);
      List<Elementwise> code = open.stream().map(VectorLoops::withoutConstants).toList();
      Written key = new Written(code, hasConstants ? 2 * firstOpen : 0, kept());
      bodies.add(WRITTEN.computeIfAbsent(key, Written::loop));
      open.clear();
    }
  }

  /** The results that must be written. */
  private Set<Integer> kept() {
    Set<Integer> kept = open.stream().map(Elementwise::out).collect(Collectors.toSet());
    kept.removeIf(out -> chain.passing().contains(out) && !isTouchedElsewhere(out));
    return kept;
  }

  private boolean isTouchedElsewhere(int operand) {
    for (int i = 0; i < chain.operations().size(); i++) {
      Elementwise e = chain.operations().get(i);
      boolean isOpen = firstOpen <= i && i < firstOpen + open.size();
      if (!isOpen && List.of(e.x(), e.y(), e.z(), e.out()).contains(operand)) {
        return true;
      }
    }
    return false;
  }

  private static Elementwise withoutConstants(Elementwise e) {
    return new Elementwise(e.op(), 0, 0, e.x(), e.y(), e.z(), e.out());
  }

  /** A loop that was written by hand: most have a branch for the lanes of rare values. */
  private static @Nullable LoopBody ownLoop(Elementwise e) {
    int x = e.x();
    int out = e.out();
    return switch (e.op()) {
      case EXP ->
          (rows, n, a, s, at, c) ->
              VectorExponentials.exp(rows, n, a[x], at[x], s[x], a[out], at[out], s[out]);
      case LOG ->
          (rows, n, a, s, at, c) ->
              VectorLogarithms.log(rows, n, a[x], at[x], s[x], a[out], at[out], s[out]);
      case SOFTPLUS ->
          (rows, n, a, s, at, c) ->
              VectorLogarithms.softplus(rows, n, a[x], at[x], s[x], a[out], at[out], s[out]);
      case SIN ->
          (rows, n, a, s, at, c) ->
              VectorTrigonometry.sin(rows, n, a[x], at[x], s[x], a[out], at[out], s[out]);
      case COS ->
          (rows, n, a, s, at, c) ->
              VectorTrigonometry.cos(rows, n, a[x], at[x], s[x], a[out], at[out], s[out]);
      default -> null;
    };
  }
}

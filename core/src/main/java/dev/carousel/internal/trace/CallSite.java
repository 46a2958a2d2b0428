package dev.carousel.internal.trace;

import dev.carousel.expr.Expr;
import java.util.stream.Stream;

/** Where in the code of a cell something happened, as errors write it: file and line. */
final class CallSite {
  private CallSite() {}

  /** The line of the cell that is being run; empty if it is not known. */
  static String current() {
    return StackWalker.getInstance()
        .walk(frames -> first(frames.map(StackWalker.StackFrame::toStackTraceElement)));
  }

  /** The line of the cell that threw this; empty if it is not known. */
  static String of(Throwable fault) {
    return first(Stream.of(fault.getStackTrace()));
  }

  /** The first frame outside this package, the language of equations and Java's own classes. */
  private static String first(Stream<StackTraceElement> frames) {
    return frames
        .filter(f -> !f.getClassName().startsWith(CallSite.class.getPackageName()))
        .filter(f -> !f.getClassName().startsWith(Expr.class.getPackageName() + "."))
        .filter(f -> !f.getClassName().startsWith("java."))
        .findFirst()
        .map(f -> ", " + f.getFileName() + " line " + f.getLineNumber())
        .orElse("");
  }
}

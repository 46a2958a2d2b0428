package dev.carousel.cli.tour;

import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Tells what the trained counter shows; a network that has not learned is called that. */
final class LstmChapter {
  private LstmChapter() {}

  static Chapter tell(Counter.Measured m) {
    List<Part> parts = new ArrayList<>();
    parts.add(
        Part.say(
            "An LSTM has a second state, the cell c: c' = f c + i g. The candidate g, between -1"
                + " and 1, is what the step proposes to add; the other state is h = o tanh(c)."
                + " Three gates lie between 0 and 1 and act as switches: f keeps or forgets, i lets"
                + " in, o lets out. With f = 1 and i = 1, the cell adds up g: it is a counter. Back"
                + " in time, the error of c is multiplied by f alone, without a matrix."));
    parts.add(
        Part.say(
            "To see it, the tour has just trained an LSTM of "
                + Counter.UNITS
                + " units on strings of n times a, then n times b, with n from 1 to "
                + Counter.N
                + " ("
                + Numbers.grouped(m.updates())
                + " updates"
                + (m.finished() ? "" : ", stopped early")
                + "). It predicts the next symbol. To know when the string ends, it has to"
                + " count."));
    parts.add(Part.say(result(m)));
    parts.add(Part.draw(cell(m)));
    parts.add(Part.draw(gate(m)));
    parts.add(Part.say(reading(m)));
    parts.add(Part.draw(carousel(m)));
    parts.add(
        Part.say(
            "The part of the gradient that comes back along c alone is the constant error"
                + " carousel. Carousel measures it apart from the rest. It should equal the"
                + " product of the forget gates on the way, weighted by the error at the end; both"
                + " agree "
                + Say.agreement(m.error())
                + " of their size. At lag "
                + last(m)
                + ", the carousel has "
                + Say.number(m.carousel()[last(m)])
                + " of what it had at lag 0, and the whole gradient "
                + Say.number(m.gradient()[last(m)])
                + ". The rest came back through h, which the gates and g read by way of"
                + " matrices."));
    return Chapter.of(Subject.LSTM, parts, numbers(m), question());
  }

  private static int last(Counter.Measured m) {
    return m.carousel().length - 1;
  }

  private static Map<String, Double> numbers(Counter.Measured m) {
    return Map.of(
        "rightInTraining",
        (double) m.rightInTraining(),
        "furthest",
        (double) m.furthest(),
        "correlationWithCount",
        m.correlation(),
        "carouselAtLastLag",
        m.carousel()[last(m)],
        "productOfForgetGatesAtLastLag",
        m.product()[last(m)],
        "gradientAtLastLag",
        m.gradient()[last(m)]);
  }

  private static String result(Counter.Measured m) {
    if (!m.learned()) {
      return "It has NOT learned this yet: it is right at every b for "
          + m.rightInTraining()
          + " of "
          + Counter.N
          + " values of n. So the figures below show a network that does not count reliably."
          + " Another seed helps: carousel tour lstm --seed 2.";
    }
    String further =
        m.furthest() > Counter.N
            ? " It goes on to be right up to n = "
                + m.furthest()
                + (m.furthest() == Counter.MOST_TRIED ? " (the longest tried)" : "")
                + ", which it has never seen."
            : " Longer strings than those of its training it gets wrong.";
    return "It has learned it: for every n from 1 to "
        + Counter.N
        + " it predicts each b and the end."
        + further;
  }

  private static Plot cell(Counter.Measured m) {
    return new Plot(
        "counter",
        "The cell that counts",
        "The cell state of unit "
            + m.unit()
            + " while it reads ten a, then ten b. Its correlation with the count is "
            + Numbers.decimals(m.correlation(), 3)
            + (m.correlation() < 0 ? ", so it counts downwards." : "."),
        "symbol",
        "cell state c",
        false,
        List.of(Curve.of("c", m.cell())));
  }

  private static Plot gate(Counter.Measured m) {
    return new Plot(
        "forget",
        "Its forget gate",
        "1 is open, and keeps all of the cell; 0 is shut, and forgets it.",
        "symbol",
        "forget gate f",
        false,
        List.of(Curve.of("f", m.forget())));
  }

  private static String reading(Counter.Measured m) {
    double onA = Arrays.stream(m.forget(), 1, Counter.N + 1).average().orElse(0);
    double onB = Arrays.stream(m.forget(), Counter.N + 1, m.forget().length).average().orElse(0);
    return "The forget gate is "
        + Say.number(onA)
        + " on average at an a and "
        + Say.number(onB)
        + " at a b. "
        + (m.learned() && Math.abs(m.correlation()) > 0.9
            ? "The cell goes one way at each a and back at each b: a counter, found by training."
            : "No single cell follows the count closely here; several may share the work.");
  }

  private static Plot carousel(Counter.Measured m) {
    return new Plot(
        "carousel",
        "What comes back along the cell",
        "The gradient of c by lag, back from the end of the string, relative to lag 0, on a"
            + " logarithmic scale.",
        "lag",
        "gradient",
        true,
        List.of(
            Curve.of("whole gradient", m.gradient()),
            Curve.of("carousel, measured", m.carousel()),
            Curve.of("product of forget gates", m.product())));
  }

  private static Question question() {
    return new Question(
        "What must the forget gate be for a cell to hold its count for a thousand steps?",
        "Very nearly 1: with f = 0.99, 0.99^1000 = "
            + Say.number(Math.pow(0.99, 1000))
            + " is left. Chapter 6 goes on from here.",
        List.of(
            "train --task anbn:n=10 --cell lstm --units 6 --optimizer adam:lr=0.02 --updates 1500"
                + " --out counter",
            "diagnose counter"));
  }
}

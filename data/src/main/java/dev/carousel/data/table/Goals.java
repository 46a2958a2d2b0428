package dev.carousel.data.table;

import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;
import java.util.List;

/**
 * What is to be predicted: numbers or classes at each position, or once for each group.
 *
 * @param steps which positions belong to a prediction
 * @param numbers of each target column, scaled; NaN where missing. Empty for classes
 * @param classes the class at each position; -1 where missing. Empty for numbers
 * @param classCount the number of classes
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
record Goals(Steps steps, List<float[]> numbers, int[] classes, int classCount) {
  /** The numbers of one prediction. */
  int width() {
    return isClass() ? 1 : numbers.size() * steps.horizon();
  }

  boolean isClass() {
    return classCount > 0;
  }

  /** Whether anything is known of what is predicted after a position. */
  boolean isAnyKnown(int position) {
    int first = position + steps.ahead();
    for (int h = 0; h < steps.horizon(); h++) {
      if (isClass() && classes[first + h] >= 0) {
        return true;
      }
      for (float[] values : numbers) {
        if (!Float.isNaN(values[first + h])) {
          return true;
        }
      }
    }
    return false;
  }

  /** Collects predictions for a chunk. */
  Collected collect(Moment moment, int count) {
    return new Collected(
        this,
        moment,
        isClass() ? new float[0] : new float[count * width()],
        new int[isClass() ? count : 0]);
  }

  /** The targets of a chunk, as they are filled in. */
  record Collected(Goals goals, Moment moment, float[] values, int[] ids) {
    /** Puts in what is predicted after a position. */
    void put(int place, int position) {
      int first = position + goals.steps.ahead();
      if (goals.isClass()) {
        ids[place] = goals.classes[first];
        return;
      }
      int at = place * goals.width();
      for (int h = 0; h < goals.steps.horizon(); h++) {
        for (float[] numbers : goals.numbers) {
          values[at++] = numbers[first + h];
        }
      }
    }

    Targets targets() {
      return goals.isClass()
          ? new Targets.Symbols(moment, goals.classCount, ids)
          : new Targets.Values(moment, goals.width(), values);
    }
  }
}

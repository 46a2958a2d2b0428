package dev.carousel.data.score;

import dev.carousel.data.table.PartRows;
import dev.carousel.data.table.TableCodec;
import dev.carousel.error.CarouselException;

/**
 * The origins of a backtest.
 *
 * @param count in each group, K
 * @param apart the rows from one to the next
 */
record Origins(PartRows rows, int count, int apart) {
  /**
   * So many origins at the end of each group, as far apart as the horizon.
   *
   * @throws CarouselException if a group of the part has fewer, or whole groups are labelled
   */
  static Origins of(PartRows rows, int count) {
    requireRows(rows.table().codec());
    Origins origins = new Origins(rows, count, rows.table().codec().horizon());
    int fewest = -1;
    for (int group = 0; group < rows.table().sequences(); group++) {
      boolean isFewer = fewest < 0 || origins.most(group) < origins.most(fewest);
      fewest = origins.isThere(group) && isFewer ? group : fewest;
    }
    if (fewest >= 0 && origins.most(fewest) < count) {
      throw origins.tooMany(fewest);
    }
    return origins;
  }

  /** Refuses a backtest of labels of groups. */
  static void requireRows(TableCodec codec) {
    if (codec.labelsGroups()) {
      throw refused("rows that are predicted from those before them", "one label of each group");
    }
  }

  /** Refuses a backtest of other data. */
  static CarouselException refused(String expected, String found) {
    return CarouselException.usage("--backtest has no effect here: there is no origin to roll.")
        .expected(expected)
        .found(found)
        .mend("leave out --backtest")
        .build();
  }

  private CarouselException tooMany(int group) {
    String name = rows.table().group(group);
    int most = most(group);
    return CarouselException.usage("The data allows fewer origins than --backtest asks for.")
        .expected(
            "at most %d, %s apart, since all rows that they predict belong to the part"
                .formatted(most, apart == 1 ? "1 row" : apart + " rows"))
        .found(count)
        .where(name.isEmpty() ? "the part that is evaluated" : "group '" + name + "'")
        .mend("--backtest " + most + ", or a longer part")
        .build();
  }

  private boolean isThere(int group) {
    return rows.lastOrigin(group) >= 0;
  }

  private int most(int group) {
    return (rows.lastOrigin(group) - rows.firstOrigin(group)) / apart + 1;
  }

  /** How many groups have origins. */
  int groups() {
    int groups = 0;
    for (int group = 0; group < rows.table().sequences(); group++) {
      groups += isThere(group) ? 1 : 0;
    }
    return groups;
  }

  /** The index of an origin, the earliest first; -1 if a prediction is none of the backtest's. */
  int index(int group, int origin, int step) {
    int back = rows.lastOrigin(group) - origin;
    return rows.isInUse(step) && back % apart == 0 && back / apart < count
        ? count - 1 - back / apart
        : -1;
  }
}

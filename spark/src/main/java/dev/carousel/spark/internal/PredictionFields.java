package dev.carousel.spark.internal;

import dev.carousel.data.predict.Prediction;
import dev.carousel.data.predict.PredictionRows;
import dev.carousel.data.predict.Predictor;
import dev.carousel.data.table.TableCodec;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * What is predicted from a row, as an array of structures: the columns of {@code carousel predict}
 * but the group, which the row has itself, and the number of the row.
 */
public final class PredictionFields {
  private final PredictionRows rows;
  private final List<Integer> kept = new ArrayList<>();

  private PredictionFields(Predictor predictor, PredictionRows rows, boolean isFollowing) {
    this.rows = rows;
    TableCodec codec = predictor.codec();
    int group = codec.roles().columns().group() == null ? 0 : 1;
    int time = codec.roles().columns().time().isEmpty() || codec.labelsGroups() ? 0 : 1;
    boolean hasNumber = isFollowing || !codec.labelsGroups();
    for (int c = group; c < rows.names().size(); c++) {
      if (!hasNumber || c != group + time) {
        kept.add(c);
      }
    }
  }

  /** Of rows that are all known: with the truth, where the data frame holds it. */
  public static PredictionFields of(Predictor predictor) {
    return new PredictionFields(predictor, PredictionRows.of(predictor), false);
  }

  /** Of rows that come one by one. */
  public static PredictionFields following(Predictor predictor) {
    return new PredictionFields(predictor, PredictionRows.following(predictor), true);
  }

  /** The type of the column. */
  public DataType type() {
    StructType type = new StructType();
    for (int c : kept) {
      DataType cell =
          switch (rows.kinds().get(c)) {
            case WORD -> DataTypes.StringType;
            case WHOLE -> DataTypes.IntegerType;
            case NUMBER -> DataTypes.DoubleType;
          };
      type = type.add(rows.names().get(c), cell, true);
    }
    return DataTypes.createArrayType(type, false);
  }

  /** The value of the column in a row from which this was predicted. */
  Row[] value(List<Prediction> predictions) {
    return predictions.stream().map(this::structure).toArray(Row[]::new);
  }

  private Row structure(Prediction prediction) {
    @Nullable Object[] all = rows.cells(prediction, 1);
    return RowFactory.create(kept.stream().map(c -> all[c]).toArray());
  }
}

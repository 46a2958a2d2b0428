package dev.carousel.cli;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/** How each option is tried by {@link EveryOptionTest}. */
final class OptionTrials {
  /** A network on a table with every role. */
  static final String PANEL =
      "--csv @/panel.csv --group shop --time date --target wave --input wave --known promoted"
          + " --category weekday --static size --calendar weekday --gaps insert --missing carry"
          + " --horizon 3 --units 4 --batch 4";

  private OptionTrials() {}

  /**
   * A command line of each command, and where it would hide what an option does, of that option;
   * {@code @} is the folder of the inputs, {@code !} a new one.
   */
  static final Map<String, String> BASES =
      Map.ofEntries(
          entry(
              "train",
              "--out !/run --text @/text.txt --units 4 --batch 4 --bptt 8 --updates 30 --json -"),
          entry("sample", "@/run --length 30"),
          entry("evaluate --changed-data", "@/changed --json -"),
          entry("sample --plugins", "@/own --length 30"),
          entry("evaluate", "@/run --json -"),
          entry("evaluate --plugins", "@/own --json -"),
          entry("predict", "@/tabled @/table.csv"),
          entry("predict --plugins", "@/own-tabled @/table.csv"),
          entry(
              "diagnose",
              "--text @/text.txt --cell rnn --units 4 --batch 4 --bptt 8 --updates 3 --lag 4"),
          entry("diagnose --epochs", "--text @/text.txt --cell rnn --units 4 --lag 4"),
          entry(
              "diagnose --prove",
              "--text @/text.txt --cell rnn --units 4 --updates 30 --lag 4 --hook none"
                  + " --optimizer sgd:lr=1000"),
          entry("compare", "@/a.json @/b.json"),
          entry(
              "sweep",
              "--out !/sweep --task adding:length=5,sequences=20,valid=10 --units 3,4 --batch 4"
                  + " --updates 4 --evaluate-every 2 --seeds 1 --jobs 1 --no-progress --json -"),
          entry("import", "@/foreign.safetensors --out !/run --json -"),
          entry("export", "@/run --to !/model.safetensors --json -"),
          entry("export --plugins", "@/own --names carousel --to !/model.npz --json -"),
          entry("replay", "@/failed.safetensors"),
          entry("replay --plugins", "@/own.safetensors"),
          entry("reproduce", ""),
          entry("tour", "cell --json -"),
          entry("gradcheck", "rnn"),
          entry("plugins", ""),
          entry("new", "cell calm --out !/calm"),
          entry("completion", "fish"),
          entry("bench", "--units 4 --batch 2 --steps 2 --input 2 --seconds 0.01"));

  /**
   * What is added to the command line, by option, or by command and option; what stands after a
   * {@code +} is added to both command lines that are compared.
   */
  static final Map<String, String> TRIED =
      Map.ofEntries(
          entry("--help", "--help"),
          entry("--version", "--version"),
          entry("--json", "--json !/figures.json"),
          entry("--full", "--full"),
          entry("--figures", "--figures !/figures"),
          entry("--html", "--html !/page.html"),
          entry("--arrays", "--arrays !/figures.npz"),
          entry("--plugins", "--plugins @/plugins"),
          entry("train --plugins", "--plugins @/plugins + --cell copy"),
          entry("diagnose --plugins", "--plugins @/plugins + --cell copy"),
          entry("bench --plugins", "--plugins @/plugins + --cell copy"),
          entry("gradcheck --plugins", "--plugins @/plugins + copy"),
          entry("--log", "--log info"),
          entry("--no-progress", "--no-progress"),
          entry("--stacktrace", "--stacktrace + --plugins @/nowhere"),
          entry("--out", "--out !/other"),
          entry("sweep --out", "--out !/other"),
          entry("--config", "--config @/wrong.yaml"),
          entry("--package", "--package org.me"),
          entry("new --plugins", "--plugins @/nowhere"),
          entry("sweep --plugins", "--plugins @/plugins + --cell copy"),
          entry("sweep --jobs", "--jobs 2"),
          entry("sweep --workers", "--workers processes"),
          entry("sweep --seeds", "--seeds 2"),
          entry("sweep --search", "--search sobol --trials 1"),
          entry("sweep --trials", "--trials 1 + --search random"),
          entry("sweep --halving", "--halving 2"),
          entry("sweep --halving-from", "--halving-from 4 + --halving 2"),
          entry("sweep --on", "--on spark://head:7077"),
          entry("sweep --resume", "--resume"),
          entry("reproduce --seeds", "--seeds 5"),
          entry("reproduce --jobs", "--jobs 2"),
          entry("reproduce --data", "--data @/nowhere + fashion-rows"),
          entry("reproduce --plugins", "--plugins @/nowhere"),
          entry("tour --plugins", "--plugins @/nowhere"),
          entry("--score", "--score"),
          entry("--as", "--as keras"),
          entry("--module", "--module gru"),
          entry("--head-name", "--head-name none"),
          entry("--embedding-name", "--embedding-name head"),
          entry("--activation", "--activation relu"),
          entry("--symbols", "--symbols @/text.txt"),
          entry("--predicts", "--predicts numbers"),
          entry("--at-end", "--at-end"),
          entry("--to", "--to !/model.npz"),
          entry("--names", "--names carousel"),
          entry("import --plugins", "--plugins @/nowhere"),
          entry("--season", "--season 5 + --score"),
          entry("--follow", "--follow + --keep-groups 0"),
          entry("--keep-groups", "--keep-groups 0"),
          entry("evaluate --season", "--season 5"),
          entry("--backtest", "--backtest 2"),
          entry("predict --out", "--out !/predictions.csv"),
          entry("--resume", "--resume"),
          entry("--resume-at", "--resume-at 30"),
          entry("--watch", "--watch"),
          entry("--live", "--live"),
          entry("--tensorboard", "--tensorboard !/events"),
          entry("--text", "--text @/other.txt"),
          entry("--csv", "--csv @/table.csv"),
          entry("--target", "--target wave"),
          entry("--window", "--window 3"),
          entry("--ahead", "--ahead 2"),
          entry("--tokens", "--tokens words"),
          entry("--vocabulary", "--vocabulary 6"),
          entry("--min-count", "--min-count 60"),
          entry("--jsonl", "--jsonl @/table.csv"),
          entry("--npz", "--npz @/table.csv"),
          entry("--ts", "--ts @/table.csv"),
          entry("--sql", "--sql select"),
          entry("--source", "--source csv:separator=tab"),
          entry("--from", "--from @/table.csv"),
          entry("--separator", "--separator tab"),
          entry("--decimal", "--decimal comma"),
          entry("--no-header", "--no-header"),
          entry("--no-comments", "--no-comments"),
          entry("--label-from", "--label-from folder"),
          entry("--input", "--input time"),
          entry("--known", "--known time"),
          entry("--category", "--category time"),
          entry("--static", "--static time"),
          entry("--group", "--group time"),
          entry("--time", "--time time"),
          entry("--classes", "--classes"),
          entry("--calendar", "--calendar hour"),
          entry("--gaps", "--gaps refuse"),
          entry("--missing", "--missing mask"),
          entry("--scale", "--scale none"),
          entry("--scale-by", "--scale-by group"),
          entry("--horizon", "--horizon 2"),
          entry("--every-step", "--every-step"),
          entry("--short", "--short skip"),
          entry("--valid-by", "--valid-by group"),
          entry("--valid-file", "--valid-file @/table.csv"),
          entry("--test", "--test 0.2"),
          entry("--test-file", "--test-file @/table.csv"),
          entry("--task", "--task adding:length=5,sequences=20,valid=10"),
          entry("--valid", "--valid 0.3"),
          entry("--cell", "--cell gru"),
          entry("--changed-data", "--changed-data allow"),
          entry("--schedule-end", "--schedule-end rescale"),
          entry("--units", "--units 5"),
          entry("--layers", "--layers 2"),
          entry("--stack", "--stack rnn:units=4"),
          entry("--pool", "--pool mean"),
          entry("--tie", "--tie + --embedding 4"),
          entry("--dropout", "--dropout 0.5"),
          entry("--input-dropout", "--input-dropout 0.5"),
          entry("--recurrent-dropout", "--recurrent-dropout 0.5"),
          entry("--candidate-dropout", "--candidate-dropout 0.5"),
          entry("--zoneout", "--zoneout 0.5"),
          entry("--weight-dropout", "--weight-dropout 0.5"),
          entry("--variational-dropout", "--variational-dropout + --dropout 0.5"),
          entry("--bidirectional", "--bidirectional"),
          entry("--embedding", "--embedding 3"),
          entry("--loss", "--loss cross-entropy:label-smoothing=0.5"),
          entry("--weights", "--weights balanced"),
          entry("--weight-format", "--weight-format int8"),
          entry("--optimizer", "--optimizer sgd:lr=0.1"),
          entry("--parameter-group", "--parameter-group *.b:lr-factor=0"),
          entry("--ema", "--ema 0.5"),
          entry("--accumulate", "--accumulate 2"),
          entry("--schedule", "--schedule cosine"),
          entry("--hook", "--hook clip-norm:max=0.01"),
          entry("--batch", "--batch 5"),
          entry("--bptt", "--bptt 7"),
          entry("--updates", "--updates 5"),
          entry("--epochs", "--epochs 1"),
          entry("--minutes", "--minutes 0.0000001"),
          entry("--evaluate-every", "--evaluate-every 7"),
          entry("diagnose --evaluate-every", "--evaluate-every 1 + --optimizer sgd:lr=10"),
          entry("diagnose --checkpoint-minutes", "--checkpoint-minutes 5"),
          entry("--checkpoint-every", "--checkpoint-every 4"),
          entry(
              "--checkpoint-apart",
              "--checkpoint-apart 1000 + --evaluate-every 7 --keep-checkpoints 9"),
          entry("--keep-checkpoints", "--keep-checkpoints 1 + --checkpoint-every 11"),
          entry("--patience", "--patience 1 + --evaluate-every 1 --optimizer sgd:lr=10"),
          entry("--seed", "--seed 2"),
          entry("--untrained", "--untrained"),
          entry("--prove", "--prove"),
          entry("--compare-clipping", "--compare-clipping"),
          entry("--seeds", "--seeds 2 + --compare-clipping"),
          entry("--forecast", "--forecast"),
          entry("--lag", "--lag 5"),
          entry("--precision", "--precision float64"),
          entry("--require", "--require horizon>=1000000"),
          entry("--length", "--length 40"),
          entry("--temperature", "--temperature 2"),
          entry("--prompt", "--prompt the"),
          entry("--top-k", "--top-k 1"),
          entry("--top-p", "--top-p 0.1"),
          entry("--stop", "--stop m"),
          entry("--part", "--part train"),
          entry("--steps", "--steps 3"),
          entry("bench --input", "--input 3"),
          entry("bench --threads", "--threads 3"));

  /** Options whose work cannot be seen in what a command answers, and why that is right. */
  static final Map<String, String> SILENT =
      Map.ofEntries(
          entry("--threads", "no result depends on them; bench, which times, shows them"),
          entry("--recompute", "the same bits in less memory, for more time"),
          entry("--no-progress", "a short command shows none in any case"),
          entry("--log", "most commands have nothing to say at the level of information"),
          entry("train --checkpoint-minutes", "a run of less than a minute ends before it acts"),
          entry(
              "sample --weight-format",
              "a rounded network seldom draws other symbols; WeightFormatTest has a text where it"
                  + " does"),
          entry("sweep --fail-fast", "acts where a trial fails; SweepTest of the experiments"),
          entry("bench --seconds", "the time that is measured, of which figures are medians"),
          entry("train --live", "serves until the run ends; LiveServerTest and TrainWatchTest"));

  /** Command lines on which some options of the command might do nothing. */
  static final Map<String, String> SITUATIONS =
      Map.ofEntries(
          entry(
              "train on a task",
              "--out !/run --task adding:length=5,sequences=20,valid=10 --units 4 --batch 4"
                  + " --updates 30 --json -"),
          entry(
              "train on windows",
              "--out !/run --csv @/table.csv --target wave --window 4 --units 4 --batch 4"
                  + " --updates 30 --json -"),
          entry(
              "train on labelled groups",
              "--out !/run --csv @/labelled.csv --group id --target kind --units 4 --batch 4"
                  + " --updates 30 --json -"),
          entry(
              "train on many series",
              "--out !/run --csv @/labelled.csv --group id --target wave --units 4 --batch 4"
                  + " --bptt 8 --updates 30 --json -"),
          entry(
              "train without validation",
              "--out !/run --text @/text.txt --valid 0 --units 4 --batch 4 --bptt 8 --updates 30"
                  + " --json -"),
          entry("train on a panel", PANEL + " --out !/run --bptt 8 --updates 30 --json -"),
          entry("evaluate a panel", "@/panelled --json -"),
          entry("predict a panel", "@/panelled @/panel.csv"),
          entry("diagnose on a panel", PANEL + " --cell rnn --updates 12 --lag 4 --json -"),
          entry("sample without chance", "@/run --length 30 --temperature 0"),
          entry("evaluate a task", "@/tasked --json -"),
          entry("evaluate a table", "@/tabled --json -"),
          entry("diagnose a run", "@/run --lag 4 --json -"),
          entry("diagnose a run of a task", "@/tasked --lag 4 --json -"),
          entry(
              "diagnose untrained",
              "--text @/text.txt --cell rnn --units 4 --lag 4 --untrained --json -"),
          entry(
              "diagnose on a task",
              "--task adding:length=5,sequences=20,valid=10 --cell rnn --units 4 --batch 4"
                  + " --updates 12 --lag 4 --json -"),
          entry(
              "diagnose on windows",
              "--csv @/table.csv --target wave --window 6 --cell rnn --units 4 --batch 4"
                  + " --updates 12 --lag 4 --json -"),
          entry(
              "diagnose on labelled groups",
              "--csv @/labelled.csv --group id --target kind --cell rnn --units 4 --batch 4"
                  + " --updates 12 --lag 4 --json -"),
          entry(
              "diagnose without validation",
              "--text @/text.txt --valid 0 --cell rnn --units 4 --batch 4 --bptt 8 --updates 12"
                  + " --lag 4 --json -"));

  /** What is the same in every situation, and is tried once. */
  static final Set<String> SAME_EVERYWHERE =
      Set.of(
          "--help",
          "--version",
          "--stacktrace",
          "--plugins",
          "--json",
          "--html",
          "--figures",
          "--arrays",
          "--text",
          "--csv",
          "--target",
          "--task");

  /** As {@link #SILENT}, in one situation. */
  static final Map<String, String> SILENT_THERE =
      Map.ofEntries(
          entry("sample without chance: --length", "spaces alone are drawn, however many"),
          entry("diagnose on windows: --epochs", "the updates end before an epoch does"),
          entry("diagnose without validation: --epochs", "likewise"),
          entry("train on a panel: --no-comments", "the table has no comments"),
          entry("diagnose on a panel: --no-comments", "likewise"),
          entry("diagnose on a panel: --short", "no group is too short"),
          entry("train on a panel: --short", "likewise"),
          entry("evaluate a panel: --changed-data", "acts only where the data has changed"),
          entry("train on windows: --no-comments", "the table has no comments"),
          entry("train on many series: --no-comments", "likewise"),
          entry("train on labelled groups: --no-comments", "likewise"),
          entry("train on labelled groups: --valid-by", "whole groups are held out anyway"),
          entry("diagnose on labelled groups: --no-comments", "the table has no comments"),
          entry("diagnose on labelled groups: --short", "no group is too short"),
          entry("diagnose on labelled groups: --valid-by", "whole groups are held out anyway"),
          entry("diagnose on windows: --no-comments", "the table has no comments"),
          entry("diagnose a run: --changed-data", "acts only where the data has changed"),
          entry("evaluate a table: --changed-data", "likewise"),
          entry("diagnose a run: --seeds", "refused with and without, for --compare-clipping"),
          entry("diagnose a run of a task: --seeds", "refused with and without, likewise"),
          entry("diagnose untrained: --seeds", "refused with and without, likewise"),
          entry("diagnose untrained: --untrained", "the situation itself"));
}

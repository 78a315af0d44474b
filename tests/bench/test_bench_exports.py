from tests.bench.exports import HEADINGS, Download, export_cells, python_peak


def test_peak_memory_is_the_most_that_was_held_at_once():
    def hold_and_drop():
        for _ in range(3):
            bytearray(1_000_000)

    assert 1_000_000 <= python_peak(hold_and_drop) < 1_500_000


def test_line_has_a_cell_for_each_heading():
    rounds = [Download(0.2, 3, 5_000_000, 9), Download(0.1, 1, 5_000_000, 9)]
    line = export_cells(1_000, "CSV", rounds, 2_500_000)
    assert line == ["1,000", "CSV", "150", "2,000", "5.0", "2.5", "9"]
    assert len(line) == len(HEADINGS)

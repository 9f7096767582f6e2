// A résumé with wish and bubbletea, to compare the SSH server with: the same menu and text.
//
// Its argument is a file with a list of sections, each {"title": "…", "lines": ["…"]}. It prints
// the port that it listens on.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net"
	"os"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/wish"
	bubbletea "github.com/charmbracelet/wish/bubbletea"
	"github.com/gliderlabs/ssh"
	"github.com/muesli/termenv"
)

type section struct {
	Title string
	Lines []string
}

type model struct {
	sections      []section
	selected      int
	width, height int
}

const menuWidth = 34

var (
	bold  = lipgloss.NewStyle().Bold(true)
	faint = lipgloss.NewStyle().Foreground(lipgloss.Color("#767676"))
	menu  = lipgloss.NewStyle().Width(menuWidth)
)

func (m model) Init() tea.Cmd { return nil }

func (m model) Update(message tea.Msg) (tea.Model, tea.Cmd) {
	switch message := message.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = message.Width, message.Height
	case tea.KeyMsg:
		switch message.String() {
		case "up", "k":
			if m.selected > 0 {
				m.selected--
			}
		case "down", "j":
			if m.selected < len(m.sections)-1 {
				m.selected++
			}
		case "q", "ctrl+c":
			return m, tea.Quit
		}
	}
	return m, nil
}

func (m model) View() string {
	items := make([]string, len(m.sections))
	for i, s := range m.sections {
		if i == m.selected {
			items[i] = "❯ " + bold.Render(s.Title)
		} else {
			items[i] = "  " + s.Title
		}
	}
	rows := m.height - 4
	lines := m.sections[m.selected].Lines
	if len(lines) > rows {
		lines = lines[:rows]
	}
	page := lipgloss.NewStyle().Width(m.width - menuWidth).Height(rows).Render(strings.Join(lines, "\n"))
	body := lipgloss.JoinHorizontal(lipgloss.Top, menu.Render(strings.Join(items, "\n")), page)
	rule := faint.Render(strings.Repeat("─", m.width))
	footer := faint.Render(fmt.Sprintf("↑↓ move   q quit   %d/%d", m.selected+1, len(m.sections)))
	return bold.Render("Abraham Abrar") + "\n" + rule + "\n" + body + "\n" + rule + "\n" + footer
}

func main() {
	data, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	var sections []section
	if err := json.Unmarshal(data, &sections); err != nil {
		log.Fatal(err)
	}
	start := func(s ssh.Session) (tea.Model, []tea.ProgramOption) {
		pty, _, _ := s.Pty()
		m := model{sections: sections, width: pty.Window.Width, height: pty.Window.Height}
		return m, []tea.ProgramOption{tea.WithAltScreen()}
	}
	server, err := wish.NewServer(
		wish.WithMiddleware(bubbletea.MiddlewareWithColorProfile(start, termenv.TrueColor)),
	)
	if err != nil {
		log.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	log.Fatal(server.Serve(listener))
}
